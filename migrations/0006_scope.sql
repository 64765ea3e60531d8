CREATE TABLE "scope_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"kind" text NOT NULL,
	"item_id" text,
	"amount" integer NOT NULL,
	"unit" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"month" text NOT NULL,
	"by" text NOT NULL,
	"channel_id" text,
	"note_place" text,
	"taken_back_at" timestamptz(3),
	"taken_back_by" text,
	"agreement_version" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "scope_entries_month" ON "scope_entries" USING btree ("workspace_id","client_id","month");