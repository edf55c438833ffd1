CREATE TABLE "audit_chain" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"audit_id" uuid NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"core_hash" "bytea" NOT NULL,
	"details_hash" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_unsealed" (
	"audit_id" uuid PRIMARY KEY NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"core_hash" "bytea" NOT NULL,
	"details_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"entries" bigint NOT NULL,
	"head_seq" bigint,
	"head_hash" text,
	"fault" text,
	"broken_seq" bigint,
	"broken_id" uuid
);
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain_audit" ON "audit_chain" USING btree ("audit_id");--> statement-breakpoint
CREATE INDEX "audit_unsealed_noted" ON "audit_unsealed" USING btree ("noted_at","audit_id");--> statement-breakpoint
-- What the log holds already, as it stands: db/row-level-security/4-activity-chain.sql says what is hashed.
insert into audit_unsealed (audit_id, noted_at, core_hash, details_hash)
select a.id, a.at, sha256(convert_to(jsonb_build_array(a.id, a.tenant_id, (extract(epoch from a.at) * 1000)::bigint,
  a.actor_kind, a.actor_id, a.impersonator_id, a.action, a.subject_type, a.subject_id, a.ip, a.request_id)::text,
  'UTF8')), sha256(convert_to(a.details::text, 'UTF8')) from audit_log a;
