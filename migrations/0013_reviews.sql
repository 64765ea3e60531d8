CREATE TABLE "incident_follow_ups" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"place" text NOT NULL,
	"owner" text NOT NULL,
	"due_on" text NOT NULL,
	"state" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"settled_by" text,
	"settled_at" timestamptz(3),
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_reviews" (
	"incident_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"end_revision" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"place" text,
	"written_by" text,
	"written_at" timestamptz(3),
	"shown_place" text,
	"shown_by" text,
	"shown_at" timestamptz(3),
	"shown_revision" integer,
	"finished_at" timestamptz(3),
	"finished_by" text,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "incident_follow_ups_incident" ON "incident_follow_ups" USING btree ("workspace_id","client_id","incident_id");--> statement-breakpoint
CREATE INDEX "incident_reviews_client" ON "incident_reviews" USING btree ("workspace_id","client_id");