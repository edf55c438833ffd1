import { expect, test } from 'vitest';
import { parseEnv } from '#app/platform/parse-env.ts';
import { describeAdapters, listAdapters } from './describe-adapters.ts';

test('with nothing configured everything is embedded, and each line says how to change it', () => {
  const adapters = listAdapters(parseEnv({}));
  expect(adapters.map((adapter) => adapter.name)).toEqual([
    'database',
    'jobs',
    'embeddings',
    'answers',
    'storage',
    'mail',
    'geocoding',
    'errors',
    'traces',
  ]);
  expect(adapters.every((adapter) => adapter.embedded)).toBe(true);
  expect(describeAdapters(parseEnv({}))[0]).toBe(
    'database: embedded PGlite in ./data/database (set DATABASE_URL for PostgreSQL)',
  );
});

test('what is configured is named, without its secrets', () => {
  const config = parseEnv({
    DATABASE_URL: 'postgres://user:secret@db/openhouse',
    INNGEST_SIGNING_KEY: 'signkey-secret',
    OPENAI_API_KEY: 'sk-secret',
    OPENAI_CHAT_MODEL: 'a-model',
    OPENAI_EMBEDDING_MODEL: 'a-vector-model',
    S3_BUCKET: 'files',
    S3_SECRET_ACCESS_KEY: 'secret',
    SMTP_URL: 'smtp://user:secret@mail',
    GOOGLE_MAPS_API_KEY: 'secret',
    SENTRY_DSN: 'https://secret@sentry.example/1',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/secret',
  });
  expect(listAdapters(config).every((adapter) => !adapter.embedded && adapter.hint === null)).toBe(true);
  expect(describeAdapters(config)).toEqual([
    'database: PostgreSQL (DATABASE_URL)',
    'jobs: Inngest at Inngest Cloud',
    'embeddings: a-vector-model',
    'answers: a-model',
    'storage: bucket files',
    'mail: SMTP',
    'geocoding: Google',
    'errors: Sentry and the local log',
    'traces: to collector:4318',
  ]);
  expect(describeAdapters(config).join()).not.toContain('secret');
});
