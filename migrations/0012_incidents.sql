CREATE TABLE "incident_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence" bigserial NOT NULL,
	"incident_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"by" text,
	"data" jsonb NOT NULL,
	"place" text
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"number" integer,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"is_drill" boolean NOT NULL,
	"channel_id" text NOT NULL,
	"message_ts" text,
	"thread_ts" text,
	"raised_by" text NOT NULL,
	"raised_at" timestamptz(3) NOT NULL,
	"policy" jsonb NOT NULL,
	"step" integer,
	"round" integer NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamptz(3),
	"lead" text,
	"client_contact" text,
	"next_update_at" timestamptz(3),
	"resolved_by" text,
	"resolved_at" timestamptz(3),
	"how" text,
	"place" text,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"what" text NOT NULL,
	"incident_id" text NOT NULL,
	"client_id" text NOT NULL,
	"round" integer NOT NULL,
	"step" integer NOT NULL,
	"responder" text NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"attempted_at" timestamptz(3),
	"sent_at" timestamptz(3),
	"next_try_at" timestamptz(3),
	"held_until" timestamptz(3),
	"reference" text,
	"failure" text
);
--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "is_urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "incident_entries_incident" ON "incident_entries" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_client" ON "incidents" USING btree ("workspace_id","client_id","raised_at");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_number" ON "incidents" USING btree ("workspace_id","client_id","number");--> statement-breakpoint
CREATE INDEX "incidents_running" ON "incidents" USING btree ("workspace_id","client_id") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "pages_due" ON "pages" USING btree ("next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "pages_incident" ON "pages" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "deadlines_urgent" ON "deadlines" USING btree ("ring_at") WHERE ring_at is not null and is_urgent;--> statement-breakpoint
CREATE INDEX "outbox_urgent" ON "outbox" USING btree ("next_try_at") WHERE next_try_at is not null and priority = 0;