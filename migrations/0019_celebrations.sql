CREATE TABLE "celebration_choices" (
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"is_named" boolean NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "celebration_choices_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "celebration_days" (
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL,
	CONSTRAINT "celebration_days_workspace_id_user_id_kind_pk" PRIMARY KEY("workspace_id","user_id","kind")
);
--> statement-breakpoint
CREATE INDEX "celebration_days_client" ON "celebration_days" USING btree ("workspace_id","client_id");--> statement-breakpoint
CREATE INDEX "outbox_wording" ON "outbox" USING btree ("destination","sequence") WHERE data ->> 'wording' is not null;