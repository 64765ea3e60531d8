ALTER TABLE "outbox" ADD COLUMN "quotes" text;--> statement-breakpoint
CREATE INDEX "outbox_quotes" ON "outbox" USING btree ("quotes") WHERE quotes is not null;