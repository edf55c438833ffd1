CREATE TABLE "analytics_days" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"day" date NOT NULL,
	"questions" integer NOT NULL,
	"active_houses" integer NOT NULL,
	"answered" integer NOT NULL,
	"refused" integer NOT NULL,
	"courtesies" integer NOT NULL,
	"stopped" integer NOT NULL,
	"failed" integer NOT NULL,
	"feedback_up" integer NOT NULL,
	"feedback_down" integer NOT NULL,
	"passed_on" integer NOT NULL,
	"houses_claimed" integer NOT NULL,
	"latency_median_ms" integer,
	"latency_p95_ms" integer,
	"scans_ok" integer,
	"scans_claimed" integer,
	"scans_revoked" integer,
	"model_calls" integer,
	"prompt_tokens" bigint,
	"completion_tokens" bigint,
	"model_cost" double precision,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "analytics_days_tenant_id_development_id_day_pk" PRIMARY KEY("tenant_id","development_id","day")
);
--> statement-breakpoint
CREATE TABLE "analytics_runs" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"read_until" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "message_feedback" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "houses" ADD COLUMN "label_order" text GENERATED ALWAYS AS (regexp_replace(regexp_replace(regexp_replace(lower(label), '^(\d+[a-z]?)\s+(.*)$', '\2 \1'), '(\d+)', '0000000\1', 'g'), '0*(\d{7})', '\1', 'g')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_days" ADD CONSTRAINT "analytics_days_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics_runs" ADD CONSTRAINT "analytics_runs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analytics_days_day" ON "analytics_days" USING btree ("tenant_id","day");--> statement-breakpoint
CREATE INDEX "builder_questions_day" ON "builder_questions" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "message_feedback_changed" ON "message_feedback" USING btree ("tenant_id","updated_at");--> statement-breakpoint
CREATE INDEX "messages_day" ON "messages" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_asked" ON "messages" USING btree ("tenant_id","house_id","created_at") WHERE role = 'user';--> statement-breakpoint
CREATE INDEX "homeowners_claimed" ON "homeowners" USING btree ("tenant_id","claimed_at");--> statement-breakpoint
CREATE INDEX "houses_order" ON "houses" USING btree ("tenant_id","label_order","id");--> statement-breakpoint
CREATE INDEX "houses_development_order" ON "houses" USING btree ("tenant_id","development_id","label_order","id");