-- 0011 said this already. Where the tables' owner is no superuser, row-level security hid every row from it, and nothing was changed: such chats
-- of a house that nobody has claimed were every later visitor's.
UPDATE "conversations" SET "session_id" = gen_random_uuid() FROM "homeowners" WHERE "homeowners"."tenant_id" = "conversations"."tenant_id" AND "homeowners"."id" = "conversations"."homeowner_id" AND "homeowners"."claimed_at" IS NULL AND "conversations"."session_id" IS NULL;
