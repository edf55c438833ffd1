ALTER TABLE "error_log" DROP CONSTRAINT "error_log_kind";--> statement-breakpoint
ALTER TABLE "error_log" ADD CONSTRAINT "error_log_kind" CHECK ("error_log"."kind" in ('api', 'database', 'job'));