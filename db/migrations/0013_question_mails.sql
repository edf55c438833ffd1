ALTER TABLE "builder_questions" ADD COLUMN "mailed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "builder_questions" ADD COLUMN "mail_failed_at" timestamp (3) with time zone;