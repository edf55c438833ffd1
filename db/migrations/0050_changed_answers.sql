CREATE TABLE "answer_citations" (
	"tenant_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"quote" text NOT NULL,
	"passage" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"ended" boolean DEFAULT false NOT NULL,
	CONSTRAINT "answer_citations_tenant_id_message_id_ordinal_pk" PRIMARY KEY("tenant_id","message_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "change_tellings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"mail_failed_at" timestamp (3) with time zone,
	CONSTRAINT "change_tellings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "changed_answers" (
	"tenant_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	CONSTRAINT "changed_answers_tenant_id_change_id_message_id_ordinal_pk" PRIMARY KEY("tenant_id","change_id","message_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "changed_passages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"was" text NOT NULL,
	"was_page" integer NOT NULL,
	"now" text,
	"now_page" integer,
	"in_version" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"wording" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changed_passages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "changed_passages_cause" CHECK ("changed_passages"."cause" in ('reads', 'gone', 'audience', 'deleted')),
	CONSTRAINT "changed_passages_state_word" CHECK ("changed_passages"."state" in ('open', 'told', 'dismissed'))
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "answer_citations" ADD CONSTRAINT "answer_citations_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_tellings" ADD CONSTRAINT "change_tellings_tenant_id_change_id_changed_passages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","change_id") REFERENCES "public"."changed_passages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_tellings" ADD CONSTRAINT "change_tellings_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_tellings" ADD CONSTRAINT "change_tellings_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changed_answers" ADD CONSTRAINT "changed_answers_tenant_id_change_id_changed_passages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","change_id") REFERENCES "public"."changed_passages"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changed_answers" ADD CONSTRAINT "changed_answers_tenant_id_message_id_ordinal_answer_citations_tenant_id_message_id_ordinal_fk" FOREIGN KEY ("tenant_id","message_id","ordinal") REFERENCES "public"."answer_citations"("tenant_id","message_id","ordinal") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changed_passages" ADD CONSTRAINT "changed_passages_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_citations_document" ON "answer_citations" USING btree ("tenant_id","document_id","revision","message_id") WHERE not ended;--> statement-breakpoint
CREATE UNIQUE INDEX "change_tellings_once" ON "change_tellings" USING btree ("tenant_id","change_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "change_tellings_owner" ON "change_tellings" USING btree ("tenant_id","homeowner_id","id");--> statement-breakpoint
CREATE INDEX "change_tellings_message" ON "change_tellings" USING btree ("tenant_id","message_id");--> statement-breakpoint
CREATE INDEX "changed_answers_owner" ON "changed_answers" USING btree ("tenant_id","change_id","homeowner_id");--> statement-breakpoint
CREATE INDEX "changed_answers_message" ON "changed_answers" USING btree ("tenant_id","message_id","ordinal");--> statement-breakpoint
CREATE INDEX "changed_passages_state" ON "changed_passages" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "changed_passages_document" ON "changed_passages" USING btree ("tenant_id","document_id","state","id");--> statement-breakpoint
-- Raised here, so that no way to change what owners read of a document can forget to.
CREATE FUNCTION raise_document_revision() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  if (new.live_reading_id, new.house_types, new.deleted_at is null) is distinct from (old.live_reading_id,
    old.house_types, old.deleted_at is null) then
    new.revision := old.revision + 1;
  end if;
  return new;
end $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION raise_document_revision() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER "documents_raise_revision" BEFORE UPDATE ON "documents" FOR EACH ROW EXECUTE FUNCTION raise_document_revision();--> statement-breakpoint
-- What was told before citations were kept apart from their answers; the first look finds their passages.
INSERT INTO "answer_citations" ("tenant_id", "message_id", "ordinal", "house_id", "homeowner_id", "document_id", "page", "quote")
SELECT m."tenant_id", m."id", c."ordinal" - 1, m."house_id", m."homeowner_id", d."id", (c."citation" ->> 'page')::integer, c."citation" ->> 'quote'
FROM "messages" AS m
CROSS JOIN LATERAL jsonb_array_elements(m."citations") WITH ORDINALITY AS c ("citation", "ordinal")
JOIN "documents" AS d ON d."tenant_id" = m."tenant_id" AND d."id"::text = c."citation" ->> 'document_id'
WHERE m."citations" <> '[]' AND c."citation" ->> 'quote' IS NOT NULL AND c."citation" ->> 'page' ~ '^[0-9]{1,6}$';
