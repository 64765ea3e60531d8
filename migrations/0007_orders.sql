CREATE TABLE "change_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_ts" text,
	"thread_ts" text,
	"item_id" text,
	"items" jsonb NOT NULL,
	"agreement_version" integer NOT NULL,
	"state" text NOT NULL,
	"author" text NOT NULL,
	"place" text NOT NULL,
	"text_hash" text NOT NULL,
	"price_amount" integer,
	"price_currency" text,
	"revision" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3),
	"expires_at" timestamptz(3),
	"decided_at" timestamptz(3),
	"decided_by" text,
	"new_version" integer
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"message_ts" text NOT NULL,
	"place" text NOT NULL,
	"item_id" text,
	"verdict" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"by" text NOT NULL,
	"channel_id" text NOT NULL,
	"place" text,
	"version_before" integer,
	"version_after" integer
);
--> statement-breakpoint
ALTER TABLE "scope_entries" ADD COLUMN "message_channel_id" text;--> statement-breakpoint
ALTER TABLE "scope_entries" ADD COLUMN "message_ts" text;--> statement-breakpoint
CREATE INDEX "change_orders_client" ON "change_orders" USING btree ("workspace_id","client_id","created_at");--> statement-breakpoint
CREATE INDEX "corrections_client" ON "corrections" USING btree ("workspace_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_message" ON "corrections" USING btree ("channel_id","message_ts");--> statement-breakpoint
CREATE INDEX "decisions_client" ON "decisions" USING btree ("workspace_id","client_id","at");