CREATE INDEX "job_status_accepted" ON "job_status" USING btree ("tenant_id","created_at");--> statement-breakpoint
ALTER TABLE "message_feedback" ADD CONSTRAINT "message_feedback_rating" CHECK ("message_feedback"."rating" in ('up', 'down'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_role" CHECK ("messages"."role" in ('user', 'assistant'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_mode" CHECK ("messages"."mode" in ('model', 'extractive', 'refusal', 'courtesy'));--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_state" CHECK ("messages"."state" in ('complete', 'stopped', 'failed'));--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_role" CHECK ("document_pages"."role" in ('cover', 'contents'));--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_kind" CHECK ("document_versions"."kind" in ('pdf', 'docx', 'txt', 'md'));--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_status" CHECK ("document_versions"."status" in ('queued', 'processing', 'ready', 'failed'));--> statement-breakpoint
ALTER TABLE "engine_queue" ADD CONSTRAINT "engine_queue_kind" CHECK ("engine_queue"."kind" in ('discover', 'step', 'sleep'));--> statement-breakpoint
ALTER TABLE "engine_runs" ADD CONSTRAINT "engine_runs_state" CHECK ("engine_runs"."state" in ('queued', 'running', 'completed', 'failed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "houses" ADD CONSTRAINT "houses_location_source" CHECK ("houses"."location_source" in ('seed', 'google', 'nominatim', 'staff'));--> statement-breakpoint
ALTER TABLE "houses" ADD CONSTRAINT "houses_location_precision" CHECK ("houses"."location_precision" in ('rooftop', 'interpolated', 'street', 'area', 'house'));--> statement-breakpoint
ALTER TABLE "points_of_interest" ADD CONSTRAINT "points_of_interest_origin" CHECK ("points_of_interest"."source" in ('seed', 'overpass'));--> statement-breakpoint
ALTER TABLE "qr_scans" ADD CONSTRAINT "qr_scans_result" CHECK ("qr_scans"."result" in ('ok', 'claimed', 'revoked', 'unknown', 'malformed'));--> statement-breakpoint
ALTER TABLE "job_status" ADD CONSTRAINT "job_status_state" CHECK ("job_status"."state" in ('queued', 'running', 'retrying', 'succeeded', 'failed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "job_status" ADD CONSTRAINT "job_status_subject_type" CHECK ("job_status"."subject_type" in ('document', 'development', 'house', 'tenant', 'mail'));--> statement-breakpoint
ALTER TABLE "job_status" ADD CONSTRAINT "job_status_event_size" CHECK (octet_length("job_status"."event"::text) <= 8192);--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_event_size" CHECK (octet_length("outbox"."event"::text) <= 16384);--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_kind" CHECK ("audit_log"."actor_kind" in ('homeowner', 'staff', 'job', 'system', 'anonymous'));--> statement-breakpoint
ALTER TABLE "error_log" ADD CONSTRAINT "error_log_kind" CHECK ("error_log"."kind" in ('api', 'database', 'job', 'client'));--> statement-breakpoint
ALTER TABLE "llm_usage" ADD CONSTRAINT "llm_usage_operation" CHECK ("llm_usage"."operation" in ('chat', 'embedding'));