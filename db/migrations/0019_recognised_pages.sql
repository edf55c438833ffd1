CREATE TABLE "recognised_pages" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"engine" text NOT NULL,
	"result" jsonb,
	CONSTRAINT "recognised_pages_tenant_id_version_id_page_pk" PRIMARY KEY("tenant_id","version_id","page")
);
--> statement-breakpoint
ALTER TABLE "recognised_pages" ADD CONSTRAINT "recognised_pages_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_versions_sha256" ON "document_versions" USING btree ("tenant_id","sha256");