CREATE TABLE "answer_checks" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"house_type" text NOT NULL,
	"question" text NOT NULL,
	"approved" jsonb,
	"approved_at" timestamp (3) with time zone,
	"approved_by" uuid,
	"answer" jsonb,
	"outcome" text,
	"asked_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_checks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "answer_checks_outcome" CHECK ("answer_checks"."outcome" in ('new', 'same', 'changed', 'lost', 'gained')),
	CONSTRAINT "answer_checks_question_length" CHECK (length("answer_checks"."question") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "check_results" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"approved" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "check_results_tenant_id_version_id_check_id_pk" PRIMARY KEY("tenant_id","version_id","check_id"),
	CONSTRAINT "check_results_outcome" CHECK ("check_results"."outcome" in ('new', 'same', 'changed', 'lost', 'gained'))
);
--> statement-breakpoint
CREATE TABLE "check_trials" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"reading_id" uuid NOT NULL,
	"library_version" text NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"waived" boolean DEFAULT false NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_trials_tenant_id_version_id_pk" PRIMARY KEY("tenant_id","version_id")
);
--> statement-breakpoint
ALTER TABLE "answer_checks" ADD CONSTRAINT "answer_checks_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_results" ADD CONSTRAINT "check_results_tenant_id_version_id_check_trials_tenant_id_version_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."check_trials"("tenant_id","version_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_results" ADD CONSTRAINT "check_results_tenant_id_check_id_answer_checks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","check_id") REFERENCES "public"."answer_checks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_trials" ADD CONSTRAINT "check_trials_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_checks_question" ON "answer_checks" USING btree ("tenant_id","development_id","house_type","question");--> statement-breakpoint
CREATE INDEX "answer_checks_development" ON "answer_checks" USING btree ("tenant_id","development_id","id");--> statement-breakpoint
CREATE INDEX "check_results_check" ON "check_results" USING btree ("tenant_id","check_id");--> statement-breakpoint
CREATE INDEX "check_trials_held" ON "check_trials" USING btree ("tenant_id","version_id") WHERE "check_trials"."held";