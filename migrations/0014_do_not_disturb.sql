ALTER TABLE "persons" ADD COLUMN "silent_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "silent_until" timestamptz(3);