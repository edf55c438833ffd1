ALTER TABLE "documents" ADD COLUMN "is_note" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "ended" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "documents_notes" ON "documents" USING btree ("tenant_id","id") WHERE is_note and deleted_at is null;--> statement-breakpoint
CREATE INDEX "documents_to_end" ON "documents" USING btree ("ends_on") WHERE ends_on is not null and not ended;--> statement-breakpoint
DROP TRIGGER "documents_raise_library_version" ON "documents";--> statement-breakpoint
CREATE TRIGGER "documents_raise_library_version" AFTER INSERT OR DELETE OR UPDATE OF "title", "category", "house_types", "live_version_id", "live_reading_id", "deleted_at", "development_id", "ends_on", "ended" ON "documents"
FOR EACH ROW EXECUTE FUNCTION raise_library_version();--> statement-breakpoint
UPDATE "documents" SET "is_note" = true WHERE "id"::text IN (SELECT a."subject_id"::text FROM "audit_log" AS a WHERE a."action" = 'note.published');
