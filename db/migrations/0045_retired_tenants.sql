ALTER TABLE "tenants" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "retired_reason" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "jobs_stopped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "developments_begins" ON "developments" USING btree (lower("name") text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "developments_by_id" ON "developments" USING btree ("id");--> statement-breakpoint
CREATE INDEX "tenants_begins" ON "tenants" USING btree (lower("name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "tenants_to_follow" ON "tenants" USING btree ("id") WHERE retired_at is not null or jobs_stopped;--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_retired_why" CHECK (("tenants"."retired_at" is null) = ("tenants"."retired_reason" is null));