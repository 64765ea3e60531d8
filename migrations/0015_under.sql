ALTER TABLE "outbox" ADD COLUMN "under" text;--> statement-breakpoint
CREATE INDEX "outbox_under" ON "outbox" USING btree ("workspace_id","under") WHERE under is not null;