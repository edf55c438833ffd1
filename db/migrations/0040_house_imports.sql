CREATE TABLE "house_imports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file" "bytea",
	"findings" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"added" integer,
	"changed" integer,
	"unchanged" integer,
	CONSTRAINT "house_imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "job_status" DROP CONSTRAINT "job_status_subject_type";--> statement-breakpoint
CREATE INDEX "house_imports_age" ON "house_imports" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "job_status" ADD CONSTRAINT "job_status_subject_type" CHECK ("job_status"."subject_type" in ('document', 'development', 'house', 'tenant', 'mail', 'logbook', 'import'));