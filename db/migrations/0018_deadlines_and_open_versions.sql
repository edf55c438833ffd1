-- How long a job's work may take stands beside its deadline, which is a day after its acceptance until it is started.
ALTER TABLE "job_status" ADD COLUMN "allowed_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
UPDATE "job_status" SET "allowed_minutes" = round(extract(epoch FROM "deadline_at" - coalesce("started_at", "created_at")) / 60) WHERE "deadline_at" BETWEEN coalesce("started_at", "created_at") + interval '30 minutes' AND coalesce("started_at", "created_at") + interval '12 hours';--> statement-breakpoint
UPDATE "job_status" SET "allowed_minutes" = 240 WHERE "event_name" = 'development/reindex.requested';--> statement-breakpoint
UPDATE "job_status" SET "deadline_at" = greatest("deadline_at", "created_at" + interval '1 day') WHERE "started_at" IS NULL AND "state" IN ('queued', 'running', 'retrying');--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_open" ON "document_versions" USING btree ("tenant_id","id") WHERE status in ('queued', 'processing');--> statement-breakpoint
CREATE INDEX "developments_model" ON "developments" USING btree ("embedding_model","id");
