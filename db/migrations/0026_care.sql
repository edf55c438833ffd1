CREATE TABLE "calendar_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "care_done" (
	"tenant_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"house_id" uuid NOT NULL,
	"done_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_done_tenant_id_homeowner_id_term_id_due_on_pk" PRIMARY KEY("tenant_id","homeowner_id","term_id","due_on")
);
--> statement-breakpoint
CREATE TABLE "care_terms" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"quote" text NOT NULL,
	"page" integer NOT NULL,
	"count" integer NOT NULL,
	"unit" text NOT NULL,
	"state" text DEFAULT 'found' NOT NULL,
	"fingerprint" text NOT NULL,
	"gone" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "care_terms_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "care_terms_kind" CHECK ("care_terms"."kind" in ('task', 'cover')),
	CONSTRAINT "care_terms_unit" CHECK ("care_terms"."unit" in ('day', 'week', 'month', 'year')),
	CONSTRAINT "care_terms_state_word" CHECK ("care_terms"."state" in ('found', 'confirmed', 'dismissed')),
	CONSTRAINT "care_terms_count" CHECK ("care_terms"."count" between 1 and 400)
);
--> statement-breakpoint
CREATE TABLE "defect_messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"defect_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"side" text NOT NULL,
	"state" text,
	"text" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defect_messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "defect_messages_side" CHECK ("defect_messages"."side" in ('owner', 'builder')),
	CONSTRAINT "defect_messages_state" CHECK ("defect_messages"."state" in ('reported', 'seen', 'scheduled', 'done', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "defect_photos" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"defect_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"size_bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defect_photos_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "defects" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"description" text NOT NULL,
	"room" text NOT NULL,
	"message_id" uuid,
	"trade" text,
	"state" text DEFAULT 'reported' NOT NULL,
	"due_on" date,
	"visit_on" date,
	"closed_by_owner_at" timestamp (3) with time zone,
	"closed_by_builder_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defects_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "defects_trade_word" CHECK ("defects"."trade" in ('carpentry', 'electrical', 'heating', 'plumbing', 'plaster-paint', 'roof-walls', 'tiling-floors', 'windows-doors', 'outside', 'other')),
	CONSTRAINT "defects_state_word" CHECK ("defects"."state" in ('reported', 'seen', 'scheduled', 'done', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "notice_mails" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"mail_failed_at" timestamp (3) with time zone,
	CONSTRAINT "notice_mails_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_reads" (
	"tenant_id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notice_reads_tenant_id_notice_id_homeowner_id_pk" PRIMARY KEY("tenant_id","notice_id","homeowner_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"audience" text NOT NULL,
	"house_types" text[] DEFAULT '{}' NOT NULL,
	"house_ids" uuid[] DEFAULT '{}' NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"mail" boolean NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "notices_audience" CHECK ("notices"."audience" in ('development', 'types', 'houses')),
	CONSTRAINT "notices_ends" CHECK ("notices"."ends_at" > "notices"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "owner_settings" (
	"tenant_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"notice_mails" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "owner_settings_tenant_id_homeowner_id_pk" PRIMARY KEY("tenant_id","homeowner_id")
);
--> statement-breakpoint
ALTER TABLE "houses" ADD COLUMN "handed_over_on" date;--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_done" ADD CONSTRAINT "care_done_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_done" ADD CONSTRAINT "care_done_tenant_id_term_id_care_terms_tenant_id_id_fk" FOREIGN KEY ("tenant_id","term_id") REFERENCES "public"."care_terms"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "care_terms" ADD CONSTRAINT "care_terms_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defect_messages" ADD CONSTRAINT "defect_messages_tenant_id_defect_id_defects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","defect_id") REFERENCES "public"."defects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defect_photos" ADD CONSTRAINT "defect_photos_tenant_id_defect_id_defects_tenant_id_id_fk" FOREIGN KEY ("tenant_id","defect_id") REFERENCES "public"."defects"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defects" ADD CONSTRAINT "defects_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defects" ADD CONSTRAINT "defects_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defects" ADD CONSTRAINT "defects_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mails" ADD CONSTRAINT "notice_mails_tenant_id_notice_id_notices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."notices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mails" ADD CONSTRAINT "notice_mails_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_tenant_id_notice_id_notices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","notice_id") REFERENCES "public"."notices"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_settings" ADD CONSTRAINT "owner_settings_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_links_hash" ON "calendar_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_links_open" ON "calendar_links" USING btree ("tenant_id","homeowner_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "care_terms_fingerprint" ON "care_terms" USING btree ("tenant_id","document_id","fingerprint");--> statement-breakpoint
CREATE INDEX "care_terms_state" ON "care_terms" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "care_terms_house" ON "care_terms" USING btree ("tenant_id","development_id","kind","id") WHERE state = 'confirmed';--> statement-breakpoint
CREATE INDEX "defect_messages_defect" ON "defect_messages" USING btree ("tenant_id","defect_id","id");--> statement-breakpoint
CREATE INDEX "defect_photos_defect" ON "defect_photos" USING btree ("tenant_id","defect_id","id");--> statement-breakpoint
CREATE INDEX "defects_owner" ON "defects" USING btree ("tenant_id","homeowner_id","id");--> statement-breakpoint
CREATE INDEX "defects_house" ON "defects" USING btree ("tenant_id","house_id","id");--> statement-breakpoint
CREATE INDEX "defects_state" ON "defects" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "defects_trade" ON "defects" USING btree ("tenant_id","trade","id");--> statement-breakpoint
CREATE INDEX "defects_development" ON "defects" USING btree ("tenant_id","development_id","id");--> statement-breakpoint
CREATE INDEX "defects_due" ON "defects" USING btree ("tenant_id","due_on","id") WHERE state <> 'closed';--> statement-breakpoint
CREATE UNIQUE INDEX "notice_mails_once" ON "notice_mails" USING btree ("tenant_id","notice_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "notices_development" ON "notices" USING btree ("tenant_id","development_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("tenant_id","development_id","id");--> statement-breakpoint
CREATE INDEX "notices_to_mail" ON "notices" USING btree ("starts_at") WHERE mail and mailed_at is null and withdrawn_at is null;