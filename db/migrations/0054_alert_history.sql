CREATE TABLE "alert_firings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"value" double precision,
	"process" text NOT NULL,
	"told" text,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"note" text,
	CONSTRAINT "alert_firings_state" CHECK ("alert_firings"."state" in ('warning', 'critical')),
	CONSTRAINT "alert_firings_told" CHECK ("alert_firings"."told" in ('warning', 'critical')),
	CONSTRAINT "alert_firings_acknowledged" CHECK (num_nulls("alert_firings"."acknowledged_at", "alert_firings"."acknowledged_by", "alert_firings"."note") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "alert_silences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"set_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "alert_silences_end" CHECK ("alert_silences"."ends_at" <= "alert_silences"."created_at" + interval '7 days')
);
--> statement-breakpoint
ALTER TABLE "alert_firings" ADD CONSTRAINT "alert_firings_acknowledged_by_staff_users_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_silences" ADD CONSTRAINT "alert_silences_set_by_staff_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_silences" ADD CONSTRAINT "alert_silences_ended_by_staff_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_firings_standing" ON "alert_firings" USING btree ("rule") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "alert_firings_rule" ON "alert_firings" USING btree ("rule","id");--> statement-breakpoint
CREATE INDEX "alert_firings_ended" ON "alert_firings" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "alert_firings_unseen" ON "alert_firings" USING btree ("id") WHERE acknowledged_at is null;--> statement-breakpoint
CREATE INDEX "alert_silences_end" ON "alert_silences" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "alert_silences_rule" ON "alert_silences" USING btree ("rule","id");