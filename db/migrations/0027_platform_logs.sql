DROP INDEX "error_log_last_seen";--> statement-breakpoint
DROP INDEX "llm_error_log_tenant";--> statement-breakpoint
CREATE INDEX "document_versions_newest" ON "document_versions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "document_versions_state" ON "document_versions" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "audit_log_tenant_action" ON "audit_log" USING btree ("tenant_id","action","id");--> statement-breakpoint
CREATE INDEX "error_log_kind_seen" ON "error_log" USING btree ("kind","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "error_log_tenant_seen" ON "error_log" USING btree ("tenant_id","kind","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "llm_error_log_operation" ON "llm_error_log" USING btree ("operation","id");--> statement-breakpoint
CREATE INDEX "developments_name" ON "developments" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "error_log_last_seen" ON "error_log" USING btree ("last_seen_at","id");--> statement-breakpoint
CREATE INDEX "llm_error_log_tenant" ON "llm_error_log" USING btree ("tenant_id","id");