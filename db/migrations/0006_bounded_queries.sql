DROP INDEX "chunks_search";--> statement-breakpoint
DROP INDEX "chunks_trigram";--> statement-breakpoint
DROP INDEX "documents_list";--> statement-breakpoint
DROP INDEX "job_status_state";--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
ALTER TABLE "job_status" ADD COLUMN "event_name" text GENERATED ALWAYS AS (event ->> 'name') STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "places_refreshed_at" timestamp (3) with time zone DEFAULT to_timestamp(0) NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("tenant_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "document_versions_unready" ON "document_versions" USING btree ("tenant_id","status","document_id") WHERE status <> 'ready';--> statement-breakpoint
CREATE INDEX "documents_development" ON "documents" USING btree ("tenant_id","development_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "documents_category" ON "documents" USING btree ("tenant_id","category","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "sign_in_links_expiry" ON "sign_in_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "job_status_event" ON "job_status" USING btree ("event_name","id");--> statement-breakpoint
CREATE INDEX "job_status_tenant_event" ON "job_status" USING btree ("tenant_id","event_name","id");--> statement-breakpoint
CREATE INDEX "job_status_unfinished" ON "job_status" USING btree ("state","id") WHERE state <> 'succeeded';--> statement-breakpoint
CREATE INDEX "job_status_tenant_unfinished" ON "job_status" USING btree ("tenant_id","state","id") WHERE state <> 'succeeded';--> statement-breakpoint
CREATE INDEX "job_status_finished" ON "job_status" USING btree ("finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "outbox_job" ON "outbox" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "developments_places" ON "developments" USING btree ("places_refreshed_at","id");--> statement-breakpoint
CREATE INDEX "tenants_name" ON "tenants" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_attempt_at","id");--> statement-breakpoint
UPDATE "developments" SET "places_refreshed_at" = "looked_up"."at" FROM (SELECT "tenant_id", "development_id", max("refreshed_at") AS "at" FROM "points_of_interest" GROUP BY 1, 2) AS "looked_up" WHERE "looked_up"."tenant_id" = "developments"."tenant_id" AND "looked_up"."development_id" = "developments"."id";
