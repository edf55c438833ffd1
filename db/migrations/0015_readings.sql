-- Passages are written once, where they are searched: each belongs to a reading (a job that read a version), and a document names its live one.
-- What stands here was read before readings were kept: its version's id serves.
ALTER TABLE "documents" ADD COLUMN "live_reading_id" uuid;--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "reading_id" uuid;--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ADD COLUMN "reading_id" uuid;--> statement-breakpoint
UPDATE "documents" SET "live_reading_id" = "live_version_id" WHERE "live_version_id" IS NOT NULL;--> statement-breakpoint
UPDATE "chunks" SET "reading_id" = "version_id";--> statement-breakpoint
UPDATE "chunk_embeddings" SET "reading_id" = "chunks"."reading_id" FROM "chunks" WHERE "chunks"."tenant_id" = "chunk_embeddings"."tenant_id" AND "chunks"."development_id" = "chunk_embeddings"."development_id" AND "chunks"."id" = "chunk_embeddings"."chunk_id";--> statement-breakpoint
DROP INDEX "chunks_ordinal";--> statement-breakpoint
-- What a job that is under way has read so far: it goes on with it.
INSERT INTO "chunks" ("tenant_id", "development_id", "id", "document_id", "version_id", "reading_id", "house_types", "ordinal", "page", "heading", "text")
SELECT "draft"."tenant_id", "document"."development_id", "draft"."chunk_id", "document"."id", "draft"."version_id", "job"."id", "document"."house_types", "draft"."ordinal", "draft"."page", "draft"."heading", "draft"."text"
FROM "chunk_drafts" AS "draft"
JOIN "document_versions" AS "version" ON "version"."tenant_id" = "draft"."tenant_id" AND "version"."id" = "draft"."version_id"
JOIN "documents" AS "document" ON "document"."tenant_id" = "version"."tenant_id" AND "document"."id" = "version"."document_id"
JOIN "job_status" AS "job" ON "job"."tenant_id" = "draft"."tenant_id" AND "job"."subject_id" = "document"."id" AND "job"."event" -> 'data' ->> 'version_id' = "draft"."version_id"::text
WHERE "job"."state" IN ('queued', 'running', 'retrying')
ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO "chunk_embeddings" ("tenant_id", "development_id", "model", "chunk_id", "document_id", "reading_id", "house_types", "embedding")
SELECT "chunk"."tenant_id", "chunk"."development_id", "draft"."model", "chunk"."id", "chunk"."document_id", "chunk"."reading_id", "chunk"."house_types", "draft"."embedding"
FROM "chunk_drafts" AS "draft"
JOIN "chunks" AS "chunk" ON "chunk"."tenant_id" = "draft"."tenant_id" AND "chunk"."id" = "draft"."chunk_id"
WHERE "draft"."model" IS NOT NULL AND "draft"."embedding" IS NOT NULL
ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "chunks" ALTER COLUMN "reading_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ALTER COLUMN "reading_id" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_reading" ON "chunks" USING btree ("tenant_id","reading_id","ordinal");--> statement-breakpoint
DROP TABLE "chunk_drafts" CASCADE;--> statement-breakpoint
DROP TRIGGER "documents_raise_library_version" ON "documents";--> statement-breakpoint
CREATE TRIGGER "documents_raise_library_version" AFTER INSERT OR DELETE OR UPDATE OF "title", "category", "house_types", "live_version_id", "live_reading_id", "deleted_at", "development_id" ON "documents"
FOR EACH ROW EXECUTE FUNCTION raise_library_version();
