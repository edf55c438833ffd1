import { z } from 'zod';
import { hasRecognitionWeights } from './recognition-languages.ts';
import { parseTrustProxy } from './request/trust-proxy.ts';

const optionalText = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1).optional());
const optionalUrl = z.preprocess((value) => (value === '' ? undefined : value), z.url().optional());

/** The address of map tiles with its {z}, {x} and {y}; the host is fixed, since the pages' policy names it. */
const tiles = z
  .string()
  .trim()
  .refine((value) => {
    const plain = value.replaceAll(/\{(z|x|y|r)\}/g, '1');
    return URL.canParse(plain) && /^https?:$/.test(new URL(plain).protocol) && !/[{}\s;,'"]/.test(plain);
  }, 'must be a web address such as https://tiles.example/{z}/{x}/{y}.png, without other braces')
  .refine(
    (value) => ['{z}', '{x}', '{y}'].every((part) => value.slice(value.indexOf('/', 8)).includes(part)),
    'must hold {z}, {x} and {y} in its path',
  );

/** Scheme, host and port; a path would be lost. */
const origin = z
  .url({ protocol: /^https?$/, error: 'must be a web address such as http://app:3000' })
  .refine(
    (value) => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`,
    'must be scheme, host and port only, such as http://app:3000',
  )
  .transform((value) => new URL(value).origin);
const optionalOrigin = z.preprocess((value) => (value === '' ? undefined : value), origin.optional());

const WHOLE_PORT = 'must be a whole number from 0 to 65535';

const SHARE = 'must be a number from 0 to 1, the share of traces that is kept';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).optional(),
  PORT: z.coerce.number({ error: WHOLE_PORT }).int(WHOLE_PORT).min(0, WHOLE_PORT).max(65_535, WHOLE_PORT).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_DIR: z.string().min(1).default('./logs'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
      .optional(),
  ),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
  SESSION_SECRET: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -base64 48').optional(),
  ),
  PUBLIC_URL: optionalUrl,
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: optionalUrl,
  OPENAI_CHAT_MODEL: optionalText,
  OPENAI_EMBEDDING_MODEL: optionalText,
  INNGEST_EVENT_KEY: optionalText,
  INNGEST_SIGNING_KEY: optionalText,
  INNGEST_BASE_URL: optionalUrl,
  INNGEST_SERVE_ORIGIN: optionalOrigin,
  GOOGLE_MAPS_API_KEY: optionalText,
  NOMINATIM_URL: optionalUrl,
  OVERPASS_URL: optionalUrl,
  MAP_TILES_URL: z.preprocess((value) => (value === '' ? undefined : value), tiles.optional()),
  MAP_TILES_ATTRIBUTION: z.string().trim().max(200).default('© OpenStreetMap contributors'),
  SMTP_URL: optionalUrl,
  S3_BUCKET: optionalText,
  S3_REGION: optionalText,
  S3_ENDPOINT: optionalUrl,
  S3_ACCESS_KEY_ID: optionalText,
  S3_SECRET_ACCESS_KEY: optionalText,
  RELEASE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().trim().max(100, 'must have at most 100 characters').optional(),
  ),
  SENTRY_DSN: optionalUrl,
  ALERT_MAIL_TO: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.email('must be addresses of mail, with commas between them')).max(10, 'may have ten at most')),
  ALERT_WEBHOOK_URL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.url({ protocol: /^https?$/, error: 'must be a web address such as https://hooks.example/openhouse' }).optional(),
  ),
  ALERT_WEBHOOK_SECRET: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().min(32, 'must have at least 32 characters; make one with: openssl rand -base64 48').optional(),
  ),
  METRICS_TOKEN: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().min(16, 'must have at least 16 characters; make one with: openssl rand -hex 32').optional(),
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalUrl,
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number({ error: SHARE }).min(0, SHARE).max(1, SHARE).default(1),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    )
    .pipe(z.array(origin)),
  ROOT_DOMAIN: optionalText,
  OCR_SECOND_LANGUAGE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .regex(/^[a-z]{3}(_[a-z]+)?$/, 'must be a language as Tesseract names it, such as gle, pol or fra')
      .refine(hasRecognitionWeights, {
        error: ({ input }) =>
          `has no weights installed; install them with: npm install --save-exact @tesseract.js-data/${String(input)}`,
      })
      .optional(),
  ),
  TRUST_PROXY: z
    .string()
    .default('')
    .transform((value, context) => {
      const parsed = parseTrustProxy(value);
      if (!('problem' in parsed)) return parsed.trust;
      context.addIssue({ code: 'custom', message: parsed.problem });
      return z.NEVER;
    }),
});

export type Env = z.output<typeof schema>;

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(schema.shape) as (keyof Env)[];

/** What is wrong with the settings of `source`, by variable, each with what it must be; empty when all are usable. */
export function findEnvFaults(source: Record<string, string | undefined>): { name: string; message: string }[] {
  const parsed = schema.safeParse(source);
  const faults = (parsed.error?.issues ?? []).map((issue) => ({ name: String(issue.path[0]), message: issue.message }));
  if (source.NODE_ENV === 'production' && !source.SESSION_SECRET)
    faults.push({
      name: 'SESSION_SECRET',
      message: 'is required in production; make one with: openssl rand -base64 48',
    });
  if (source.ALERT_WEBHOOK_URL && !source.ALERT_WEBHOOK_SECRET)
    faults.push({
      name: 'ALERT_WEBHOOK_SECRET',
      message: 'is required with ALERT_WEBHOOK_URL, which is signed with it; make one with: openssl rand -base64 48',
    });
  return faults;
}

/**
 * Reads the settings from `source` (I1). Throws an Error that names each faulty variable and what it must be.
 * In production a SESSION_SECRET must be given; elsewhere one is made and kept in DATA_DIR (see session-secret.ts).
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const faults = findEnvFaults(source);
  if (faults.length > 0) {
    const lines = faults.map(({ name, message }) => `  - ${name}: ${message}`);
    throw new Error(`The configuration is not usable:\n${lines.join('\n')}`);
  }
  return schema.parse(source);
}
