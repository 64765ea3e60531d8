CREATE TABLE "milestones" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"milestone_id" text NOT NULL,
	"agreed_for" text NOT NULL,
	"date" text NOT NULL,
	"state" text NOT NULL,
	"slips" jsonb NOT NULL,
	"on_track_at" timestamptz(3),
	"reached_by" text,
	"reached_at" timestamptz(3),
	"channel_id" text,
	"place" text,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "milestones_client" ON "milestones" USING btree ("workspace_id","client_id");