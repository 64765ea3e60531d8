ALTER TABLE "channels" ADD COLUMN "deaf_because" text;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "deaf_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "checked_at" timestamptz(3);