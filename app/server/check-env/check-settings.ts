import { findEnvFaults, SETTING_NAMES } from '#app/platform/parse-env.ts';
import type { Finding, Source } from './check.ts';

/** Shown by their length alone. */
const SECRET = /SECRET|KEY|TOKEN|PASSWORD|DSN/;

/** A setting as it may be shown: a secret by its length, an address without its user and password. */
function shown(name: string, value: string): string {
  if (SECRET.test(name)) return `set, ${value.length} characters`;
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  if (url.username || url.password) [url.username, url.password] = ['***', ''];
  if (url.search) url.search = '?***';
  return url.href;
}

type Rule = { name: string; holds: (source: Source) => boolean; action: string };

const isSet = (value: string | undefined) => value !== undefined && value !== '';
const set =
  (...names: string[]) =>
  (source: Source) =>
    names.every((name) => isSet(source[name]));
/** Distinct characters: a secret of few is one that somebody typed. */
const isVaried = (text: string) => new Set(text).size >= 16;
const isHttps = (address: string | undefined) => address?.startsWith('https://') ?? false;
const inProduction = ({ NODE_ENV }: Source) => NODE_ENV === 'production';

/** Settings that make no sense without one another. */
const TOGETHER: Rule[] = [
  {
    name: 'S3_BUCKET',
    holds: (source) => !set('S3_BUCKET')(source) || set('S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY')(source),
    action: 'Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY too, or leave S3_BUCKET away.',
  },
  {
    name: 'OPENAI_CHAT_MODEL',
    holds: (source) =>
      !set('OPENAI_CHAT_MODEL')(source) || isSet(source.OPENAI_API_KEY) || isSet(source.OPENAI_BASE_URL),
    action: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL of a server that needs none; without it no model writes answers.',
  },
  {
    name: 'OPENAI_EMBEDDING_MODEL',
    holds: (source) =>
      !set('OPENAI_EMBEDDING_MODEL')(source) || isSet(source.OPENAI_API_KEY) || isSet(source.OPENAI_BASE_URL),
    action: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL of a server that needs none.',
  },
  {
    name: 'INNGEST_SIGNING_KEY',
    holds: (source) => !inProduction(source) || !set('INNGEST_BASE_URL')(source) || set('INNGEST_SIGNING_KEY')(source),
    action: 'Set it: without it only a job server on this machine may call.',
  },
];

/** What a deployment should have and works without. */
const DEPLOYED: Rule[] = [
  {
    name: 'SESSION_SECRET',
    holds: ({ SESSION_SECRET: secret = '' }) => isVaried(secret),
    action: 'It has few different characters. Make one with: openssl rand -base64 48',
  },
  {
    name: 'PUBLIC_URL',
    holds: ({ PUBLIC_URL: address }) => isHttps(address),
    action: 'Set the https address at which people reach it; links in mails and secure cookies depend on it.',
  },
  {
    name: 'DATABASE_URL',
    holds: set('DATABASE_URL'),
    action: 'Set a PostgreSQL server: the embedded database serves one process on one machine.',
  },
  { name: 'SMTP_URL', holds: set('SMTP_URL'), action: 'Set a mail server: without it mails stay in the outbox.' },
  {
    name: 'TRUST_PROXY',
    holds: (source) => !isHttps(source.PUBLIC_URL) || set('TRUST_PROXY')(source),
    action: 'Set the number of proxies in front: else all people share the address of the proxy, and its limits.',
  },
  {
    name: 'METRICS_TOKEN',
    holds: set('METRICS_TOKEN'),
    action: 'Set it where /metrics is read from another machine.',
  },
];

/**
 * Every setting with what it is and what to do about it (I1), in the order of env.ts. What a deployment should have is
 * asked for when NODE_ENV is production.
 */
export function checkSettings(source: Source): Finding[] {
  const faults = new Map(findEnvFaults(source).map(({ name, message }) => [name, `It ${message}.`]));
  for (const { name, holds, action } of TOGETHER) if (!faults.has(name) && !holds(source)) faults.set(name, action);
  const warnings = new Map<string, string>();
  if (inProduction(source))
    for (const { name, holds, action } of DEPLOYED) if (!holds(source)) warnings.set(name, action);
  return SETTING_NAMES.map((name) => {
    const value = source[name];
    const given = isSet(value) ? shown(name, value as string) : 'not set';
    const [fault, warning] = [faults.get(name), warnings.get(name)];
    if (fault) return { name, state: 'fault', value: given, action: fault };
    if (warning) return { name, state: 'warning', value: given, action: warning };
    return { name, state: isSet(value) ? 'ok' : 'default', value: given, action: null };
  });
}
