CREATE TABLE "analytics_parts" (
	"tenant_id" uuid NOT NULL,
	"part" text NOT NULL,
	"day" date NOT NULL,
	"development_id" uuid NOT NULL,
	"name" text NOT NULL,
	"count" integer NOT NULL,
	"done" integer NOT NULL,
	"failed" integer NOT NULL,
	"milliseconds" bigint NOT NULL,
	CONSTRAINT "analytics_parts_tenant_id_part_day_development_id_name_pk" PRIMARY KEY("tenant_id","part","day","development_id","name"),
	CONSTRAINT "analytics_parts_part" CHECK ("analytics_parts"."part" in ('hour', 'type', 'topic', 'document', 'job'))
);
--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "doubtful" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_days" ADD COLUMN "owners_seen" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics_parts" ADD CONSTRAINT "analytics_parts_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "analytics_parts_development" ON "analytics_parts" USING btree ("tenant_id","development_id","part","day");--> statement-breakpoint
CREATE INDEX "houses_handed_over" ON "houses" USING btree ("tenant_id","handed_over_on","development_id");--> statement-breakpoint
CREATE INDEX "job_status_tenant_finished" ON "job_status" USING btree ("tenant_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
-- What the days are made of is counted from the first day on.
DELETE FROM "analytics_runs";