CREATE TABLE "goal_values" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence" bigserial NOT NULL,
	"client_id" text NOT NULL,
	"goal_id" text NOT NULL,
	"month" text NOT NULL,
	"value" double precision,
	"by" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"channel_id" text,
	"place" text,
	"agreement_version" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "goal_values_month" ON "goal_values" USING btree ("workspace_id","client_id","month");