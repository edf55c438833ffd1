CREATE TABLE "likenesses" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"asked" boolean DEFAULT false NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"sketch" text,
	"twin_document_id" uuid,
	"share" real,
	CONSTRAINT "likenesses_tenant_id_version_id_pk" PRIMARY KEY("tenant_id","version_id")
);
--> statement-breakpoint
ALTER TABLE "likenesses" ADD CONSTRAINT "likenesses_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likenesses" ADD CONSTRAINT "likenesses_tenant_id_twin_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","twin_document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;