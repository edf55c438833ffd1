ALTER TABLE "analytics_days" ADD COLUMN "first_tokens" integer[];--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "documents_read" integer;--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "pages_read" integer;--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "documents_failed" integer;--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "ready_times" integer[];--> statement-breakpoint
CREATE INDEX "document_versions_created" ON "document_versions" USING btree ("tenant_id","created_at");