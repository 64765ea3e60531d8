CREATE TABLE "user_groups" (
	"workspace_id" text NOT NULL,
	"group_id" text NOT NULL,
	"user_ids" text[] NOT NULL,
	"read_at" timestamptz(3) NOT NULL,
	CONSTRAINT "user_groups_workspace_id_group_id_pk" PRIMARY KEY("workspace_id","group_id")
);
