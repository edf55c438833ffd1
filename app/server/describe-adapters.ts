import type { Env } from '#app/platform/env.ts';

/** One line for each adapter chosen from the environment, for the start-up log and the admin's system page. */
export function describeAdapters(config: Env): string[] {
  const inngest = config.INNGEST_BASE_URL ?? (config.INNGEST_EVENT_KEY || config.INNGEST_SIGNING_KEY ? 'Inngest Cloud' : undefined);
  const model = config.OPENAI_API_KEY ?? config.OPENAI_BASE_URL;
  return [
    config.DATABASE_URL ? 'database: PostgreSQL (DATABASE_URL)' : `database: embedded PGlite in ${config.DATA_DIR}/database (set DATABASE_URL for PostgreSQL)`,
    inngest ? `jobs: Inngest at ${inngest}` : 'jobs: local engine in this process (set INNGEST_* for an Inngest server)',
    model && config.OPENAI_EMBEDDING_MODEL ? `embeddings: ${config.OPENAI_EMBEDDING_MODEL}` : 'embeddings: local model in a child process (set OPENAI_API_KEY and OPENAI_EMBEDDING_MODEL for another)',
    model && config.OPENAI_CHAT_MODEL ? `answers: ${config.OPENAI_CHAT_MODEL}` : 'answers: extractive, quoted from the documents (set OPENAI_API_KEY and OPENAI_CHAT_MODEL for a language model)',
    config.S3_BUCKET ? `storage: bucket ${config.S3_BUCKET}` : `storage: folder ${config.DATA_DIR}/files (set S3_* for a bucket)`,
    config.SMTP_URL ? 'mail: SMTP' : `mail: kept in ${config.DATA_DIR}/outbox (set SMTP_URL to send)`,
    config.GOOGLE_MAPS_API_KEY ? 'geocoding: Google' : config.NOMINATIM_URL ? 'geocoding: Nominatim' : 'geocoding: none, coordinates come from the seed and from staff (set GOOGLE_MAPS_API_KEY or NOMINATIM_URL)',
    config.SENTRY_DSN ? 'errors: Sentry and the local log' : `errors: local log in ${config.LOG_DIR} (set SENTRY_DSN for Sentry)`,
  ];
}
