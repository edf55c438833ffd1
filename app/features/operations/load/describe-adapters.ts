import type { Env } from '#app/platform/parse-env.ts';

/** What does a job in this process, and which variable would choose another. */
export type Adapter = { name: string; choice: string; embedded: boolean; hint: string | null };

/** The adapters chosen from the environment, for the start-up log and the admin's system page. */
export function listAdapters(config: Env): Adapter[] {
  const inngest =
    config.INNGEST_BASE_URL ?? (config.INNGEST_EVENT_KEY || config.INNGEST_SIGNING_KEY ? 'Inngest Cloud' : undefined);
  const model = config.OPENAI_API_KEY ?? config.OPENAI_BASE_URL;
  const adapter = (name: string, configured: string | undefined | false, embedded: string, hint: string): Adapter =>
    configured
      ? { name, choice: configured, embedded: false, hint: null }
      : { name, choice: embedded, embedded: true, hint };
  return [
    adapter(
      'database',
      config.DATABASE_URL && 'PostgreSQL (DATABASE_URL)',
      `embedded PGlite in ${config.DATA_DIR}/database`,
      'set DATABASE_URL for PostgreSQL',
    ),
    adapter(
      'jobs',
      inngest && `Inngest at ${inngest}`,
      'local engine in this process',
      'set INNGEST_* for an Inngest server',
    ),
    adapter(
      'embeddings',
      model && config.OPENAI_EMBEDDING_MODEL,
      'local model in a child process',
      'set OPENAI_API_KEY and OPENAI_EMBEDDING_MODEL for another',
    ),
    adapter(
      'answers',
      model && config.OPENAI_CHAT_MODEL,
      'extractive, quoted from the documents',
      'set OPENAI_API_KEY and OPENAI_CHAT_MODEL for a language model',
    ),
    adapter(
      'storage',
      config.S3_BUCKET && `bucket ${config.S3_BUCKET}`,
      `folder ${config.DATA_DIR}/files`,
      'set S3_* for a bucket',
    ),
    adapter('mail', config.SMTP_URL && 'SMTP', `kept in ${config.DATA_DIR}/outbox`, 'set SMTP_URL to send'),
    adapter(
      'geocoding',
      config.GOOGLE_MAPS_API_KEY ? 'Google' : config.NOMINATIM_URL && 'Nominatim',
      'none, coordinates come from the seed and from staff',
      'set GOOGLE_MAPS_API_KEY or NOMINATIM_URL',
    ),
    adapter(
      'errors',
      config.SENTRY_DSN && 'Sentry and the local log',
      `local log in ${config.LOG_DIR}`,
      'set SENTRY_DSN for Sentry',
    ),
    adapter(
      'traces',
      config.OTEL_EXPORTER_OTLP_ENDPOINT && `to ${new URL(config.OTEL_EXPORTER_OTLP_ENDPOINT).host}`,
      'none',
      'set OTEL_EXPORTER_OTLP_ENDPOINT for OpenTelemetry',
    ),
  ];
}

/** One line for each adapter. */
export function describeAdapters(config: Env): string[] {
  return listAdapters(config).map(({ name, choice, hint }) => `${name}: ${choice}${hint ? ` (${hint})` : ''}`);
}
