CREATE TABLE "limit_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"house_id" uuid,
	"points" integer NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "limit_overrides_points" CHECK ("limit_overrides"."points" between 1 and 100000),
	CONSTRAINT "limit_overrides_end" CHECK ("limit_overrides"."ends_at" <= "limit_overrides"."created_at" + interval '31 days')
);
--> statement-breakpoint
CREATE TABLE "load_samples" (
	"span" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"process" text NOT NULL,
	"requests" integer NOT NULL,
	"errors" integer NOT NULL,
	"routes" jsonb NOT NULL,
	"slow" jsonb NOT NULL,
	"event_loop_ms" real NOT NULL,
	"heap_bytes" bigint NOT NULL,
	"rss_bytes" bigint NOT NULL,
	"pool_open" integer NOT NULL,
	"pool_waiting" integer NOT NULL,
	"queue_seconds" real,
	"database_bytes" bigint,
	"disk_free_bytes" bigint,
	CONSTRAINT "load_samples_pk" PRIMARY KEY("span","at","process"),
	CONSTRAINT "load_samples_span" CHECK ("load_samples"."span" in ('minute', 'hour', 'day'))
);
--> statement-breakpoint
ALTER TABLE "limit_overrides" ADD CONSTRAINT "limit_overrides_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_overrides" ADD CONSTRAINT "limit_overrides_set_by_staff_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_overrides" ADD CONSTRAINT "limit_overrides_ended_by_staff_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "limit_overrides_end" ON "limit_overrides" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "limit_overrides_tenant" ON "limit_overrides" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "analytics_days_all" ON "analytics_days" USING btree ("day","tenant_id");--> statement-breakpoint
CREATE INDEX "houses_by_id" ON "houses" USING btree ("id");