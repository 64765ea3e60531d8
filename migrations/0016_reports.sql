CREATE TABLE "reports" (
	"id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"kind" text NOT NULL,
	"planned_for" text NOT NULL,
	"goes_at" timestamptz(3) NOT NULL,
	"draft_at" timestamptz(3) NOT NULL,
	"state" text NOT NULL,
	"agreement_version" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"contributors" jsonb NOT NULL,
	"channel_id" text NOT NULL,
	"edited" jsonb,
	"approved_by" text,
	"approved_at" timestamptz(3),
	"posted_at" timestamptz(3),
	"posted_place" text,
	"skipped_because" text,
	"revision" integer NOT NULL,
	CONSTRAINT "reports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "reports_planned" ON "reports" USING btree ("workspace_id","client_id","kind","planned_for");--> statement-breakpoint
CREATE INDEX "reports_client" ON "reports" USING btree ("workspace_id","client_id","goes_at");