ALTER TABLE "developments" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "developments" ADD COLUMN "closed_reason" text;--> statement-breakpoint
CREATE INDEX "developments_created" ON "developments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "tenants_created" ON "tenants" USING btree ("created_at","id");--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_closed_why" CHECK (("developments"."closed_at" is null) = ("developments"."closed_reason" is null));