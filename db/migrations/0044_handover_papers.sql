CREATE TABLE "handover_papers" (
	"tenant_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"development_id" uuid NOT NULL,
	"state" text NOT NULL,
	"document_id" uuid,
	"page" integer,
	"quote" text DEFAULT '' NOT NULL,
	"fingerprint" text,
	"names" text DEFAULT '' NOT NULL,
	"valid_until" date,
	"copies" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"decision" text,
	"refused" text[] DEFAULT '{}' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "handover_papers_tenant_id_house_id_slot_pk" PRIMARY KEY("tenant_id","house_id","slot"),
	CONSTRAINT "handover_papers_state" CHECK ("handover_papers"."state" in ('missing', 'found', 'confirmed', 'other', 'expired', 'refused', 'waived')),
	CONSTRAINT "handover_papers_decision" CHECK ("handover_papers"."decision" in ('confirmed', 'waived'))
);
--> statement-breakpoint
CREATE TABLE "handover_readings" (
	"tenant_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"reading_id" uuid NOT NULL,
	"rules" text NOT NULL,
	"cover" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"finds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "handover_readings_tenant_id_document_id_pk" PRIMARY KEY("tenant_id","document_id")
);
--> statement-breakpoint
ALTER TABLE "houses" ADD COLUMN "papers_confirmed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "houses" ADD COLUMN "papers_found" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "houses" ADD COLUMN "papers_complete" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "rule_set" text;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "papers_version" text;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "papers_matched_at" timestamp (3) with time zone DEFAULT to_timestamp(0) NOT NULL;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "holds_codes" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "handover_papers" ADD CONSTRAINT "handover_papers_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_papers" ADD CONSTRAINT "handover_papers_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_readings" ADD CONSTRAINT "handover_readings_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handover_papers_development" ON "handover_papers" USING btree ("tenant_id","development_id","slot","house_id");--> statement-breakpoint
CREATE INDEX "handover_papers_document" ON "handover_papers" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "handover_readings_development" ON "handover_readings" USING btree ("tenant_id","development_id","document_id");--> statement-breakpoint
CREATE INDEX "houses_papers_order" ON "houses" USING btree ("tenant_id","development_id","papers_confirmed","label_order","id");--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_rule_set" CHECK ("developments"."rule_set" in ('ireland', 'england'));