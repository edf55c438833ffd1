CREATE TABLE "library_versions" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "library_versions_tenant_id_development_id_pk" PRIMARY KEY("tenant_id","development_id")
);
--> statement-breakpoint
ALTER TABLE "library_versions" ADD CONSTRAINT "library_versions_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vocabularies" RENAME COLUMN "stamp" TO "library_version";
--> statement-breakpoint
create function raise_library_version() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'developments' then
    insert into library_versions (tenant_id, development_id, version) values (new.tenant_id, new.id, 1)
    on conflict (tenant_id, development_id) do update set version = library_versions.version + 1;
    return null;
  end if;
  if tg_op <> 'INSERT' then
    insert into library_versions (tenant_id, development_id, version) values (old.tenant_id, old.development_id, 1)
    on conflict (tenant_id, development_id) do update set version = library_versions.version + 1;
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and (new.tenant_id, new.development_id) is distinct from (old.tenant_id, old.development_id)) then
    insert into library_versions (tenant_id, development_id, version) values (new.tenant_id, new.development_id, 1)
    on conflict (tenant_id, development_id) do update set version = library_versions.version + 1;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger documents_raise_library_version after insert or delete or update of title, category, house_types, live_version_id, deleted_at, development_id on documents
for each row execute function raise_library_version();
--> statement-breakpoint
create trigger developments_raise_library_version after update of embedding_model on developments
for each row execute function raise_library_version();
