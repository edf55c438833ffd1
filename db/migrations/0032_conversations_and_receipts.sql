CREATE TABLE "document_receipts" (
	"tenant_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_receipts_tenant_id_homeowner_id_version_id_pk" PRIMARY KEY("tenant_id","homeowner_id","version_id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "must_read" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "document_receipts" ADD CONSTRAINT "document_receipts_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_receipts" ADD CONSTRAINT "document_receipts_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_receipts_version" ON "document_receipts" USING btree ("tenant_id","version_id");
--> statement-breakpoint
UPDATE "conversations" SET "name" = left(regexp_replace((SELECT "m"."content" FROM "messages" "m" WHERE "m"."tenant_id" = "conversations"."tenant_id" AND "m"."conversation_id" = "conversations"."id" AND "m"."role" = 'user' ORDER BY "m"."id" LIMIT 1), '\s+', ' ', 'g'), 80);
