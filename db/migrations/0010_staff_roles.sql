-- Every builder's member of staff so far may change things. A rewrite of the column, not an update: a table under forced
-- row-level security shows its own rows to no migration that is not a superuser's.
alter table "staff_users" alter column "role" type text using case "role" when 'developer' then 'manager' else "role" end;--> statement-breakpoint
ALTER TABLE "staff_users" ADD CONSTRAINT "staff_users_role" CHECK ("staff_users"."role" in ('manager', 'viewer', 'admin'));
