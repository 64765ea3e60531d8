CREATE TABLE "absences" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3) NOT NULL,
	"backup" text,
	"set_by" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_back" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"rule" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"verdict" text,
	"verdict_by" text,
	"verdict_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "persons" ADD COLUMN "notices" jsonb;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "on_behalf_of" text;--> statement-breakpoint
CREATE INDEX "absences_person" ON "absences" USING btree ("workspace_id","user_id","until");--> statement-breakpoint
CREATE UNIQUE INDEX "held_back_key" ON "held_back" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "held_back_client" ON "held_back" USING btree ("workspace_id","client_id","at");