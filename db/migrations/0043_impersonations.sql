CREATE TABLE "impersonations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"admin_id" uuid NOT NULL,
	"session_hash" text NOT NULL,
	"staff_user_id" uuid,
	"house_id" uuid,
	"homeowner_id" uuid,
	"reason" text NOT NULL,
	"write_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "impersonations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "impersonations_target" CHECK (("impersonations"."staff_user_id" is null) = ("impersonations"."homeowner_id" is not null)
        and ("impersonations"."homeowner_id" is null) = ("impersonations"."house_id" is null)),
	CONSTRAINT "impersonations_minutes" CHECK ("impersonations"."expires_at" <= "impersonations"."created_at" + interval '15 minutes'),
	CONSTRAINT "impersonations_reason" CHECK (length("impersonations"."reason") between 10 and 500),
	CONSTRAINT "impersonations_write_reason" CHECK (length("impersonations"."write_reason") between 10 and 500)
);
--> statement-breakpoint
ALTER TABLE "impersonations" ADD CONSTRAINT "impersonations_admin_id_staff_users_id_fk" FOREIGN KEY ("admin_id") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impersonations" ADD CONSTRAINT "impersonations_staff_user_id_staff_users_id_fk" FOREIGN KEY ("staff_user_id") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impersonations" ADD CONSTRAINT "impersonations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "impersonations_owner" ON "impersonations" USING btree ("tenant_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "impersonations_age" ON "impersonations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "impersonations_open" ON "impersonations" USING btree ("admin_id","expires_at") WHERE ended_at is null;