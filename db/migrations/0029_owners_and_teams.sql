CREATE TABLE "invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"mail_failed_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"mail_failed_at" timestamp (3) with time zone,
	CONSTRAINT "staff_invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "staff_invitations_role" CHECK ("staff_invitations"."role" in ('manager', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "homeowners" ADD COLUMN "last_seen_on" date;--> statement-breakpoint
ALTER TABLE "homeowners" ADD COLUMN "name_order" text GENERATED ALWAYS AS (lower(full_name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "homeowners" ADD COLUMN "claimed_order" timestamp(3) with time zone GENERATED ALWAYS AS (coalesce(claimed_at, to_timestamp(0))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "homeowners" ADD COLUMN "seen_order" date GENERATED ALWAYS AS (coalesce(last_seen_on, '1970-01-01'::date)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_owner" ON "invitations" USING btree ("tenant_id","homeowner_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_invitations_hash" ON "staff_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "homeowners_by_name" ON "homeowners" USING btree ("tenant_id","name_order","id");--> statement-breakpoint
CREATE INDEX "homeowners_by_claim" ON "homeowners" USING btree ("tenant_id","claimed_order","id");--> statement-breakpoint
CREATE INDEX "homeowners_by_seen" ON "homeowners" USING btree ("tenant_id","seen_order","id");--> statement-breakpoint
CREATE INDEX "houses_type_order" ON "houses" USING btree ("tenant_id","house_type","label_order","id");--> statement-breakpoint
CREATE INDEX "qr_scans_house" ON "qr_scans" USING btree ("tenant_id","house_id","id");--> statement-breakpoint
CREATE INDEX "staff_users_tenant" ON "staff_users" USING btree ("tenant_id","id");