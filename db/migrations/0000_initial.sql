CREATE TABLE "builder_questions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"question" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "builder_questions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_feedback" (
	"tenant_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"rating" text NOT NULL,
	"comment" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_feedback_tenant_id_message_id_pk" PRIMARY KEY("tenant_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"role" text NOT NULL,
	"content" text NOT NULL,
	"citations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"grounded" boolean,
	"mode" text,
	"state" text DEFAULT 'complete' NOT NULL,
	"reply_to" uuid,
	"latency_ms" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "chunk_embeddings" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"model" text NOT NULL,
	"chunk_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"house_types" text[] NOT NULL,
	"embedding" vector(512) NOT NULL,
	CONSTRAINT "chunk_embeddings_tenant_id_development_id_model_chunk_id_pk" PRIMARY KEY("tenant_id","development_id","model","chunk_id")
);
--> statement-breakpoint
CREATE TABLE "chunks" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"house_types" text[] NOT NULL,
	"ordinal" integer NOT NULL,
	"page" integer NOT NULL,
	"heading" text,
	"text" text NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(heading, '')), 'A') || setweight(to_tsvector('english', text), 'B')) STORED,
	CONSTRAINT "chunks_tenant_id_development_id_id_pk" PRIMARY KEY("tenant_id","development_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_pages" (
	"tenant_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"document_id" uuid NOT NULL,
	"house_types" text[] NOT NULL,
	"text" text NOT NULL,
	"has_text" boolean NOT NULL,
	"error" text,
	CONSTRAINT "document_pages_tenant_id_version_id_page_pk" PRIMARY KEY("tenant_id","version_id","page")
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"storage_key" text NOT NULL,
	"filename" text NOT NULL,
	"kind" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"pages" integer,
	"uploaded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp (3) with time zone,
	CONSTRAINT "document_versions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"house_types" text[] NOT NULL,
	"live_version_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "documents_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "homeowners" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"full_name" text NOT NULL,
	"email" text,
	"claimed_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "homeowners_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "houses" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"house_type" text NOT NULL,
	"label" text NOT NULL,
	"address" text NOT NULL,
	"eircode" text,
	"bedrooms" integer,
	"floor_area" real,
	"latitude" double precision,
	"longitude" double precision,
	"location_source" text,
	"location_precision" text,
	"located_at" timestamp (3) with time zone,
	"sessions_valid_from" timestamp (3) with time zone DEFAULT to_timestamp(0) NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "houses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "points_of_interest" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"category" text NOT NULL,
	"name" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"refreshed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "points_of_interest_tenant_id_development_id_id_pk" PRIMARY KEY("tenant_id","development_id","id")
);
--> statement-breakpoint
CREATE TABLE "qr_scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"house_id" uuid,
	"result" text NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"prefetch" boolean DEFAULT false NOT NULL,
	"scanned_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "qr_tokens" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"house_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "qr_tokens_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "revoked_tokens" (
	"tenant_id" uuid NOT NULL,
	"jti" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revoked_tokens_tenant_id_jti_pk" PRIMARY KEY("tenant_id","jti")
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"homeowner_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"tenant_id" uuid,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"role" text NOT NULL,
	"email" text NOT NULL,
	"full_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_users_tenant" CHECK (("staff_users"."role" = 'admin') = ("staff_users"."tenant_id" is null))
);
--> statement-breakpoint
CREATE TABLE "job_status" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"event" jsonb NOT NULL,
	"subject_type" text,
	"subject_id" uuid,
	"state" text DEFAULT 'queued' NOT NULL,
	"run_id" text,
	"step" text,
	"attempt" integer DEFAULT 0 NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"error" text,
	"replay_of" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"job_id" uuid,
	"event" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"impersonator_id" text,
	"action" text NOT NULL,
	"subject_type" text,
	"subject_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ip" text,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "error_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"tenant_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"stack" text,
	"route" text,
	"method" text,
	"request_id" text,
	"user_id" text,
	"count" integer DEFAULT 1 NOT NULL,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "llm_error_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"operation" text NOT NULL,
	"model" text NOT NULL,
	"code" text NOT NULL,
	"status" integer,
	"message" text NOT NULL,
	"tokens" integer,
	"latency_ms" integer NOT NULL,
	"retry" boolean NOT NULL,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "llm_usage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"operation" text NOT NULL,
	"model" text NOT NULL,
	"prompt_tokens" integer NOT NULL,
	"completion_tokens" integer NOT NULL,
	"cost" double precision,
	"latency_ms" integer NOT NULL,
	"first_token_ms" integer,
	"message_id" uuid,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "developments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"embedding_model" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "developments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "house_types" (
	"tenant_id" uuid NOT NULL,
	"development_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "house_types_tenant_id_development_id_code_pk" PRIMARY KEY("tenant_id","development_id","code")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"brand" jsonb NOT NULL,
	"support_email" text NOT NULL,
	"support_phone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "builder_questions" ADD CONSTRAINT "builder_questions_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_feedback" ADD CONSTRAINT "message_feedback_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunk_embeddings" ADD CONSTRAINT "chunk_embeddings_tenant_id_development_id_chunk_id_chunks_tenant_id_development_id_id_fk" FOREIGN KEY ("tenant_id","development_id","chunk_id") REFERENCES "public"."chunks"("tenant_id","development_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_tenant_id_version_id_document_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","version_id") REFERENCES "public"."document_versions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "homeowners" ADD CONSTRAINT "homeowners_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "houses" ADD CONSTRAINT "houses_tenant_id_development_id_house_type_house_types_tenant_id_development_id_code_fk" FOREIGN KEY ("tenant_id","development_id","house_type") REFERENCES "public"."house_types"("tenant_id","development_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qr_tokens" ADD CONSTRAINT "qr_tokens_tenant_id_house_id_houses_tenant_id_id_fk" FOREIGN KEY ("tenant_id","house_id") REFERENCES "public"."houses"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_tenant_id_homeowner_id_homeowners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","homeowner_id") REFERENCES "public"."homeowners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_users" ADD CONSTRAINT "staff_users_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "developments" ADD CONSTRAINT "developments_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "house_types" ADD CONSTRAINT "house_types_tenant_id_development_id_developments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","development_id") REFERENCES "public"."developments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "builder_questions_message" ON "builder_questions" USING btree ("tenant_id","message_id");--> statement-breakpoint
CREATE INDEX "conversations_owner" ON "conversations" USING btree ("tenant_id","house_id","homeowner_id","id");--> statement-breakpoint
CREATE INDEX "messages_owner" ON "messages" USING btree ("tenant_id","house_id","homeowner_id","id");--> statement-breakpoint
CREATE INDEX "messages_unanswered" ON "messages" USING btree ("tenant_id","id") WHERE mode = 'refusal';--> statement-breakpoint
CREATE INDEX "chunk_embeddings_chunk" ON "chunk_embeddings" USING btree ("tenant_id","development_id","chunk_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chunks_ordinal" ON "chunks" USING btree ("tenant_id","version_id","ordinal");--> statement-breakpoint
CREATE INDEX "chunks_document" ON "chunks" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "chunks_search" ON "chunks" USING gin ("search");--> statement-breakpoint
CREATE INDEX "chunks_trigram" ON "chunks" USING gin (text gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_number" ON "document_versions" USING btree ("tenant_id","document_id","version");--> statement-breakpoint
CREATE INDEX "documents_list" ON "documents" USING btree ("tenant_id","development_id","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "homeowners_current" ON "homeowners" USING btree ("tenant_id","house_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "homeowners_email" ON "homeowners" USING btree (lower(email)) WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "houses_label" ON "houses" USING btree ("tenant_id","development_id","label");--> statement-breakpoint
CREATE UNIQUE INDEX "points_of_interest_source" ON "points_of_interest" USING btree ("tenant_id","development_id","source","source_id");--> statement-breakpoint
CREATE INDEX "qr_scans_tenant" ON "qr_scans" USING btree ("tenant_id","scanned_at");--> statement-breakpoint
CREATE INDEX "qr_scans_time" ON "qr_scans" USING btree ("scanned_at");--> statement-breakpoint
CREATE UNIQUE INDEX "qr_tokens_hash" ON "qr_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "qr_tokens_house" ON "qr_tokens" USING btree ("tenant_id","house_id");--> statement-breakpoint
CREATE INDEX "revoked_tokens_expiry" ON "revoked_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_links_hash" ON "sign_in_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "staff_sessions_user" ON "staff_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_expiry" ON "staff_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_users_email" ON "staff_users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "job_status_tenant" ON "job_status" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "job_status_subject" ON "job_status" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "job_status_open" ON "job_status" USING btree ("deadline_at") WHERE state in ('queued', 'running', 'retrying');--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "audit_log_tenant" ON "audit_log" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_action" ON "audit_log" USING btree ("action","id");--> statement-breakpoint
CREATE UNIQUE INDEX "error_log_fingerprint" ON "error_log" USING btree ("fingerprint");--> statement-breakpoint
CREATE INDEX "error_log_last_seen" ON "error_log" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "llm_error_log_time" ON "llm_error_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "llm_error_log_tenant" ON "llm_error_log" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "llm_usage_time" ON "llm_usage" USING btree ("at");--> statement-breakpoint
CREATE INDEX "llm_usage_tenant" ON "llm_usage" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "developments_slug" ON "developments" USING btree ("slug");