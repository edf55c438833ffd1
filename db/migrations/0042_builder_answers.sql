CREATE TABLE "builder_answers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"mail_failed_at" timestamp (3) with time zone,
	CONSTRAINT "builder_answers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "builder_answers" ADD CONSTRAINT "builder_answers_tenant_id_question_id_builder_questions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_id") REFERENCES "public"."builder_questions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "builder_answers_question" ON "builder_answers" USING btree ("tenant_id","question_id","id");--> statement-breakpoint
CREATE INDEX "builder_answers_unseen" ON "builder_answers" USING btree ("tenant_id","house_id","id") WHERE seen_at is null;