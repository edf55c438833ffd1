ALTER TABLE "conversations" ADD COLUMN "session_id" uuid;--> statement-breakpoint
CREATE INDEX "conversations_session" ON "conversations" USING btree ("tenant_id","session_id") WHERE session_id is not null;--> statement-breakpoint
-- Whose scan asked in a house that nobody has claimed is not known: such chats are nobody's.
UPDATE "conversations" SET "session_id" = gen_random_uuid() FROM "homeowners" WHERE "homeowners"."tenant_id" = "conversations"."tenant_id" AND "homeowners"."id" = "conversations"."homeowner_id" AND "homeowners"."claimed_at" IS NULL;--> statement-breakpoint
ALTER TABLE "revoked_tokens" RENAME COLUMN "jti" TO "session_id";--> statement-breakpoint
ALTER TABLE "revoked_tokens" RENAME CONSTRAINT "revoked_tokens_tenant_id_jti_pk" TO "revoked_tokens_pk";
