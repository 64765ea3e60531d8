CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"lane" text NOT NULL,
	"turn" text NOT NULL,
	"messages" text[] NOT NULL,
	"asker" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"settled_at" timestamptz(3),
	"settled_how" text,
	"settled_by" text,
	"pauses" jsonb NOT NULL,
	"taken_by" text,
	"handed_to" text,
	"chosen" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"ts" text NOT NULL,
	"thread_ts" text,
	"author" text NOT NULL,
	"is_bot" boolean NOT NULL,
	"file_count" integer NOT NULL,
	"occurred_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	"edited_ts" text,
	"deleted_at" timestamptz(3),
	"readings" jsonb NOT NULL,
	"marks" jsonb NOT NULL,
	CONSTRAINT "messages_channel_id_ts_pk" PRIMARY KEY("channel_id","ts")
);
--> statement-breakpoint
CREATE TABLE "words" (
	"workspace_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"ts" text NOT NULL,
	"text" text NOT NULL,
	"keep_until" timestamptz(3) NOT NULL,
	CONSTRAINT "words_channel_id_ts_pk" PRIMARY KEY("channel_id","ts")
);
--> statement-breakpoint
CREATE TABLE "agencies" (
	"workspace_id" text NOT NULL,
	"version" integer NOT NULL,
	"raw" text NOT NULL,
	"resolved_text" text NOT NULL,
	"resolved" jsonb NOT NULL,
	"applied_at" timestamptz(3) NOT NULL,
	"applied_by" text NOT NULL,
	CONSTRAINT "agencies_workspace_id_version_pk" PRIMARY KEY("workspace_id","version")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"workspace_id" text NOT NULL,
	"client_id" text NOT NULL,
	"version" integer NOT NULL,
	"raw" text NOT NULL,
	"resolved_text" text NOT NULL,
	"resolved" jsonb NOT NULL,
	"applied_at" timestamptz(3) NOT NULL,
	"applied_by" text NOT NULL,
	CONSTRAINT "agreements_workspace_id_client_id_version_pk" PRIMARY KEY("workspace_id","client_id","version")
);
--> statement-breakpoint
CREATE TABLE "channel_aliases" (
	"workspace_id" text NOT NULL,
	"slack_channel_id" text NOT NULL,
	"channel_id" text NOT NULL,
	CONSTRAINT "channel_aliases_workspace_id_slack_channel_id_pk" PRIMARY KEY("workspace_id","slack_channel_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"slack_channel_id" text NOT NULL,
	"client_id" text,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"is_archived" boolean NOT NULL,
	"is_member" boolean NOT NULL,
	"is_externally_shared" boolean NOT NULL,
	"is_introduced" boolean NOT NULL,
	"introduced_at" timestamptz(3) NOT NULL,
	"last_seen_ts" text,
	"catch_up_since" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"agreement_version" integer NOT NULL,
	CONSTRAINT "clients_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"team_id" text,
	"enterprise_id" text,
	"name" text NOT NULL,
	"language" text,
	"time_zone" text,
	"chosen_language" text,
	"chosen_time_zone" text,
	"is_bot" boolean NOT NULL,
	"is_guest" boolean NOT NULL,
	"is_deleted" boolean NOT NULL,
	"is_workspace_admin" boolean NOT NULL,
	"is_introduced" boolean NOT NULL,
	"introduced_at" timestamptz(3) NOT NULL,
	CONSTRAINT "persons_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"enterprise_id" text,
	"bot_user_id" text NOT NULL,
	"bot_id" text NOT NULL,
	"url" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text,
	"channel_id" text,
	"rule" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"ring_at" timestamptz(3),
	"revision" integer NOT NULL,
	"alarm_revision" integer,
	"state" text NOT NULL,
	"settled_at" timestamptz(3),
	"late" jsonb NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"channel_id" text,
	"source" text NOT NULL,
	"payload" jsonb,
	"state" text NOT NULL,
	"received_at" timestamptz(3) NOT NULL,
	"tries" integer NOT NULL,
	"next_try_at" timestamptz(3) NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text,
	"rule" text NOT NULL,
	"key" text NOT NULL,
	"destination" text NOT NULL,
	"thread_ts" text,
	"audience" text NOT NULL,
	"permission" text,
	"priority" smallint NOT NULL,
	"sequence" bigserial NOT NULL,
	"view" text NOT NULL,
	"data" jsonb NOT NULL,
	"wanted_while" text,
	"hear_first" jsonb,
	"bundle" text,
	"unknown_outcome" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"state" text NOT NULL,
	"wanted" integer NOT NULL,
	"drawn" integer NOT NULL,
	"tries" integer NOT NULL,
	"next_try_at" timestamptz(3),
	"attempted_at" timestamptz(3),
	"slack_channel_id" text,
	"slack_ts" text,
	"sent_at" timestamptz(3),
	"failure" text,
	"carried_by" text
);
--> statement-breakpoint
CREATE TABLE "paces" (
	"workspace_id" text NOT NULL,
	"destination" text NOT NULL,
	"leased_by" text,
	"leased_until" timestamptz(3),
	"ready_at" timestamptz(3) NOT NULL,
	CONSTRAINT "paces_workspace_id_destination_pk" PRIMARY KEY("workspace_id","destination")
);
--> statement-breakpoint
CREATE TABLE "rulings" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"client_id" text,
	"channel_id" text,
	"message_ts" text,
	"event_id" text NOT NULL,
	"event_kind" text NOT NULL,
	"rule" text NOT NULL,
	"subject" text,
	"actor" text,
	"at" timestamptz(3) NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"data" jsonb NOT NULL,
	"event" jsonb,
	"tries" integer NOT NULL,
	"next_try_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"workspace_id" text NOT NULL,
	"rule" text NOT NULL,
	"subject" text NOT NULL,
	"data" jsonb NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "slots_workspace_id_rule_subject_pk" PRIMARY KEY("workspace_id","rule","subject")
);
--> statement-breakpoint
CREATE INDEX "conversations_channel" ON "conversations" USING btree ("channel_id","settled_at");--> statement-breakpoint
CREATE INDEX "conversations_client" ON "conversations" USING btree ("workspace_id","client_id","settled_at");--> statement-breakpoint
CREATE INDEX "conversations_messages" ON "conversations" USING gin ("messages");--> statement-breakpoint
CREATE INDEX "messages_changed" ON "messages" USING btree ("channel_id","changed_at");--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("channel_id","thread_ts");--> statement-breakpoint
CREATE INDEX "words_keep_until" ON "words" USING btree ("keep_until");--> statement-breakpoint
CREATE INDEX "channels_client" ON "channels" USING btree ("workspace_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_subject" ON "deadlines" USING btree ("workspace_id","rule","subject","name");--> statement-breakpoint
CREATE INDEX "deadlines_ring" ON "deadlines" USING btree ("ring_at") WHERE ring_at is not null;--> statement-breakpoint
CREATE INDEX "deadlines_running" ON "deadlines" USING btree ("channel_id","rule") WHERE state = 'pending' or ring_at is not null;--> statement-breakpoint
CREATE INDEX "deadlines_settled" ON "deadlines" USING btree ("settled_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_key" ON "inbox" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "inbox" USING btree ("next_try_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "inbox_waiting_channel" ON "inbox" USING btree ("channel_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_destination" ON "outbox" USING btree ("workspace_id","destination") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_subject" ON "outbox" USING btree ("wanted_while");--> statement-breakpoint
CREATE INDEX "outbox_slack" ON "outbox" USING btree ("slack_channel_id","slack_ts");--> statement-breakpoint
CREATE INDEX "rulings_message" ON "rulings" USING btree ("channel_id","message_ts");--> statement-breakpoint
CREATE INDEX "rulings_subject" ON "rulings" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "rulings_failed" ON "rulings" USING btree ("next_try_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "rulings_at" ON "rulings" USING btree ("at");