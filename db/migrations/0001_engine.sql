CREATE TABLE "engine_events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_queue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"function_id" text NOT NULL,
	"kind" text NOT NULL,
	"step_id" text DEFAULT '' NOT NULL,
	"step_name" text DEFAULT '' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"takeovers" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"concurrency_keys" text[] NOT NULL,
	"fairness_key" text NOT NULL,
	"lease_owner" text,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "engine_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"event" jsonb NOT NULL,
	"concurrency_keys" text[] NOT NULL,
	"fairness_key" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"output" jsonb,
	"error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"deadline_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "engine_steps" (
	"run_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"name" text NOT NULL,
	"result" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"position" integer NOT NULL,
	"ended_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_steps_run_id_step_id_pk" PRIMARY KEY("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "chunk_drafts" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"chunk_id" uuid NOT NULL,
	"house_types" text[] NOT NULL,
	"page" integer NOT NULL,
	"heading" text,
	"text" text NOT NULL,
	"model" text,
	"embedding" vector(512),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chunk_drafts_tenant_id_version_id_ordinal_pk" PRIMARY KEY("tenant_id","version_id","ordinal")
);
--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "headings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "job_status" ADD COLUMN "history" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_queue" ADD CONSTRAINT "engine_queue_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_steps" ADD CONSTRAINT "engine_steps_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunk_drafts" ADD CONSTRAINT "chunk_drafts_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engine_events_received" ON "engine_events" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "engine_queue_unit" ON "engine_queue" USING btree ("run_id","step_id");--> statement-breakpoint
CREATE INDEX "engine_queue_due" ON "engine_queue" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "engine_queue_leased" ON "engine_queue" USING btree ("lease_until") WHERE lease_until is not null;--> statement-breakpoint
CREATE INDEX "engine_runs_open" ON "engine_runs" USING btree ("function_id","id") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "engine_runs_deadline" ON "engine_runs" USING btree ("deadline_at") WHERE state in ('queued', 'running') and deadline_at is not null;--> statement-breakpoint
CREATE INDEX "engine_runs_ended" ON "engine_runs" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "chunk_drafts_age" ON "chunk_drafts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "job_status_state" ON "job_status" USING btree ("state","id");