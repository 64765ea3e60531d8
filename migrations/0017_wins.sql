CREATE TABLE "wins" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"place" text,
	"message_channel_id" text,
	"message_ts" text,
	"whose" text NOT NULL,
	"people" jsonb NOT NULL,
	"raised_by" text NOT NULL,
	"raised_from" text NOT NULL,
	"how" text NOT NULL,
	"raised_at" timestamptz(3) NOT NULL,
	"month" text NOT NULL,
	"state" text NOT NULL,
	"wording" text,
	"attempt" integer NOT NULL,
	"approved_by" text,
	"settled_by" text,
	"settled_at" timestamptz(3),
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "wins_client" ON "wins" USING btree ("workspace_id","client_id","month");