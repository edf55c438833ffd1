CREATE TABLE "error_days" (
	"error_id" uuid NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "error_days_error_id_day_pk" PRIMARY KEY("error_id","day")
);
--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "first_release" text;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "release" text;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "decided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "came_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "error_log" ADD COLUMN "assigned_to" uuid;--> statement-breakpoint
ALTER TABLE "error_days" ADD CONSTRAINT "error_days_error_id_error_log_id_fk" FOREIGN KEY ("error_id") REFERENCES "public"."error_log"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "error_days_day" ON "error_days" USING btree ("day");--> statement-breakpoint
ALTER TABLE "error_log" ADD CONSTRAINT "error_log_decided_by_staff_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_log" ADD CONSTRAINT "error_log_assigned_to_staff_users_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "error_log_state_seen" ON "error_log" USING btree ("state","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "error_log_shown" ON "error_log" USING btree ("last_seen_at","id") WHERE state <> 'muted';--> statement-breakpoint
CREATE INDEX "error_log_assigned_seen" ON "error_log" USING btree ("assigned_to","last_seen_at","id") WHERE assigned_to is not null;--> statement-breakpoint
ALTER TABLE "error_log" ADD CONSTRAINT "error_log_state" CHECK ("error_log"."state" in ('open', 'resolved', 'muted'));