-- What extraction tells of a page beside its text, and of a passage that ends overleaf (C9 to C11).
ALTER TABLE "chunks" ADD COLUMN "last_page" integer;--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "page_label" text;--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "confidence" real;--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "recognised" jsonb;--> statement-breakpoint
ALTER TABLE "document_pages" ADD COLUMN "findings" jsonb DEFAULT '[]'::jsonb NOT NULL;
