CREATE TABLE "owner_sessions" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "owner_sessions_tenant_id_session_id_pk" PRIMARY KEY("tenant_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"tenant_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"document" text NOT NULL,
	"version" text NOT NULL,
	"accepted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_tenant_id_homeowner_id_document_version_pk" PRIMARY KEY("tenant_id","homeowner_id","document","version"),
	CONSTRAINT "consents_document" CHECK ("consents"."document" in ('terms', 'privacy'))
);
--> statement-breakpoint
CREATE TABLE "logbooks" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sha256" text,
	"size_bytes" bigint,
	"ready_at" timestamp (3) with time zone,
	"reason" text,
	CONSTRAINT "logbooks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wrong_names" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "wrong_names_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "job_status" DROP CONSTRAINT "job_status_subject_type";--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "asks_surname" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "owner_sessions" ADD CONSTRAINT "owner_sessions_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_sessions" ADD CONSTRAINT "owner_sessions_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logbooks" ADD CONSTRAINT "logbooks_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "logbooks" ADD CONSTRAINT "logbooks_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrong_names" ADD CONSTRAINT "wrong_names_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrong_names" ADD CONSTRAINT "wrong_names_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "owner_sessions_owner" ON "owner_sessions" USING btree ("tenant_id","homeowner_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "owner_sessions_age" ON "owner_sessions" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "logbooks_owner" ON "logbooks" USING btree ("tenant_id","homeowner_id","id");--> statement-breakpoint
CREATE INDEX "logbooks_age" ON "logbooks" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "wrong_names_session" ON "wrong_names" USING btree ("tenant_id","session_id");--> statement-breakpoint
CREATE INDEX "wrong_names_age" ON "wrong_names" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "wrong_names_owner" ON "wrong_names" USING btree ("tenant_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "calendar_links_owner" ON "calendar_links" USING btree ("tenant_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "notice_mails_owner" ON "notice_mails" USING btree ("homeowner_id");--> statement-breakpoint
CREATE INDEX "notice_reads_owner" ON "notice_reads" USING btree ("homeowner_id");--> statement-breakpoint
CREATE INDEX "sign_in_links_owner" ON "sign_in_links" USING btree ("tenant_id","homeowner_id");--> statement-breakpoint
ALTER TABLE "job_status" ADD CONSTRAINT "job_status_subject_type" CHECK ("job_status"."subject_type" in ('document', 'development', 'house', 'tenant', 'mail', 'logbook'));