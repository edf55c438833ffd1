CREATE TABLE "vocabularies" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"house_types" text[] NOT NULL,
	"stamp" text NOT NULL,
	"passages" integer NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "vocabularies_tenant_id_development_id_house_types_pk" PRIMARY KEY("tenant_id","development_id","house_types")
);
--> statement-breakpoint
ALTER TABLE "vocabularies" ADD CONSTRAINT "vocabularies_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;