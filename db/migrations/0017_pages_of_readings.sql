-- The pages of a version belong to a reading, as its passages do (0015): a viewer is shown those of the live one.
-- What stands here is of the live reading, or else of one that nobody publishes any more: its version's id serves.
ALTER TABLE "document_pages" ADD COLUMN "reading_id" uuid;--> statement-breakpoint
UPDATE "document_pages" SET "reading_id" = "version_id";--> statement-breakpoint
UPDATE "document_pages" SET "reading_id" = "documents"."live_reading_id" FROM "documents" WHERE "documents"."tenant_id" = "document_pages"."tenant_id" AND "documents"."live_version_id" = "document_pages"."version_id" AND "documents"."live_reading_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "document_pages" ALTER COLUMN "reading_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "document_pages" DROP CONSTRAINT "document_pages_tenant_id_version_id_page_pk";--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_tenant_id_version_id_reading_id_page_pk" PRIMARY KEY("tenant_id","version_id","reading_id","page");--> statement-breakpoint
-- What a job that is under way has read so far: it goes on with it.
INSERT INTO "document_pages" ("tenant_id", "version_id", "reading_id", "page", "document_id", "house_types", "text", "headings", "has_text", "error", "label", "role", "confidence", "recognised", "findings")
SELECT "page"."tenant_id", "page"."version_id", "job"."id", "page"."page", "page"."document_id", "page"."house_types", "page"."text", "page"."headings", "page"."has_text", "page"."error", "page"."label", "page"."role", "page"."confidence", "page"."recognised", "page"."findings"
FROM "document_pages" AS "page"
JOIN "job_status" AS "job" ON "job"."tenant_id" = "page"."tenant_id" AND "job"."subject_id" = "page"."document_id" AND "job"."event" -> 'data' ->> 'version_id' = "page"."version_id"::text
WHERE "job"."state" IN ('queued', 'running', 'retrying')
ON CONFLICT DO NOTHING;
