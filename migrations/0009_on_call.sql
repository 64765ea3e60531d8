CREATE TABLE "on_call_overrides" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"rota" text NOT NULL,
	"user_id" text NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3) NOT NULL,
	"pair" text,
	"set_by" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX "on_call_overrides_rota" ON "on_call_overrides" USING btree ("workspace_id","rota","until");