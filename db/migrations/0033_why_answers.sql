CREATE TABLE "answer_traces" (
	"tenant_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"request_id" text,
	"latency_ms" integer NOT NULL,
	"parts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "answer_traces_tenant_id_message_id_pk" PRIMARY KEY("tenant_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "answer_traces" ADD CONSTRAINT "answer_traces_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_traces_message" ON "answer_traces" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "answer_traces_development" ON "answer_traces" USING btree ("tenant_id","development_id","message_id");--> statement-breakpoint
CREATE INDEX "answer_traces_slowest" ON "answer_traces" USING btree ("latency_ms","message_id");--> statement-breakpoint
CREATE INDEX "answer_traces_tenant_slowest" ON "answer_traces" USING btree ("tenant_id","latency_ms","message_id");--> statement-breakpoint
CREATE INDEX "answer_traces_request" ON "answer_traces" USING btree ("request_id","message_id");--> statement-breakpoint
CREATE INDEX "audit_log_request" ON "audit_log" USING btree ("request_id","id");--> statement-breakpoint
CREATE INDEX "error_log_request" ON "error_log" USING btree ("request_id","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "llm_error_log_request" ON "llm_error_log" USING btree ("request_id","id");--> statement-breakpoint
INSERT INTO "answer_traces" ("tenant_id", "message_id", "development_id", "house_id", "latency_ms") SELECT "m"."tenant_id", "m"."id", "h"."development_id", "m"."house_id", coalesce("m"."latency_ms", 0) FROM "messages" "m" JOIN "houses" "h" ON "h"."tenant_id" = "m"."tenant_id" AND "h"."id" = "m"."house_id" WHERE "m"."role" = 'assistant';
