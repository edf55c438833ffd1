import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { v7 } from 'uuid';
import { bucketStorage, folderStorage } from '#app/platform/storage.ts';
import type { Env } from '#app/platform/parse-env.ts';
import { describeServer } from '#db/describe-server.ts';
import type { Finding } from './check.ts';

/** For one service to answer, milliseconds. */
const TIMEOUT_MS = 10_000;

type Service = {
  name: string;
  /** The address or name that was tried, without secrets; undefined: it is not configured. */
  target: string | undefined;
  /** Resolves with what answered; throws what went wrong. */
  try: () => Promise<string>;
  action: string;
};

const bearer = (key: string | undefined) => (key ? { Authorization: `Bearer ${key}` } : undefined);

/** The status and, for JSON, the body of a GET that does not follow redirects. */
async function get(url: string | URL, headers?: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const reader = response.body?.getReader();
  // What is told of it stands at its beginning.
  const first = await reader?.read();
  await reader?.cancel();
  return { status: response.status, text: Buffer.from(first?.value ?? []).toString('utf8') };
}

async function expectStatus(url: string | URL, wanted: number, headers?: Record<string, string>): Promise<string> {
  const { status } = await get(url, headers);
  if (status !== wanted) throw new Error(`it answered ${status}, not ${wanted}`);
  return `answers ${status}`;
}

function model(config: Env, name: string | undefined, setting: string): Service {
  const base = config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
  return {
    name: setting,
    target: name ? `${name} at ${new URL(base).host}` : undefined,
    try: () => expectStatus(`${base.replace(/\/$/, '')}/models/${name}`, 200, bearer(config.OPENAI_API_KEY)),
    action: `Check OPENAI_API_KEY (401), the name in ${setting} (404) and OPENAI_BASE_URL.`,
  };
}

async function tryGoogle(key: string): Promise<string> {
  const url = new URL('https://maps.googleapis.com/maps/api/geocode/json');
  url.search = new URLSearchParams({ address: 'Midleton, Cork', key }).toString();
  const status = /"status"\s*:\s*"(\w+)"/.exec((await get(url)).text)?.[1];
  if (status !== 'OK') throw new Error(`it answered ${status ?? 'nothing that it should'}`);
  return 'answers OK';
}

async function tryDatabase(url: string): Promise<string> {
  const { version, vector } = await describeServer(url, TIMEOUT_MS);
  const [major = 0, minor = 0] = (vector ?? '').split('.').map(Number);
  if (vector === null) throw new Error('it has no pgvector');
  if (major === 0 && minor < 8) throw new Error(`its pgvector is ${vector}`);
  return `PostgreSQL ${version}, pgvector ${vector}`;
}

async function tryMail(url: string): Promise<string> {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = nodemailer.createTransport({ url, ...timeouts });
  try {
    await transport.verify();
    return 'takes the sign-in';
  } finally {
    transport.close();
  }
}

async function tryStorage(config: Env): Promise<string> {
  const files = config.S3_BUCKET ? await bucketStorage(config, config.S3_BUCKET) : folderStorage(config);
  await files.check();
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-probe-'));
  const key = `probe/${v7()}.txt`;
  try {
    await writeFile(join(folder, 'probe.txt'), 'probe');
    await files.put(key, join(folder, 'probe.txt'), 'text/plain');
    if ((await files.size(key)) !== 5) throw new Error('what was written was not there afterwards');
    await files.remove(key);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return 'can be read and written';
}

const hostOf = (address: string | undefined) => (address ? new URL(address).host : undefined);

function services(config: Env): Service[] {
  const { DATABASE_URL, GOOGLE_MAPS_API_KEY, INNGEST_BASE_URL, PUBLIC_URL, ROOT_DOMAIN, SMTP_URL } = config;
  return [
    {
      name: 'DATABASE_URL',
      target: hostOf(DATABASE_URL),
      try: () => tryDatabase(DATABASE_URL ?? ''),
      action:
        'Check host, port, name and password; of a managed host’s pooler the session mode. pgvector must be 0.8 or ' +
        'later.',
    },
    {
      name: config.S3_BUCKET ? 'S3_BUCKET' : 'DATA_DIR',
      target: config.S3_BUCKET ?? config.DATA_DIR,
      try: () => tryStorage(config),
      action: config.S3_BUCKET
        ? 'Check S3_ENDPOINT, S3_REGION, the keys and that they may read and write in this bucket.'
        : 'Give the process’s user the right to write there.',
    },
    model(config, config.OPENAI_CHAT_MODEL, 'OPENAI_CHAT_MODEL'),
    model(config, config.OPENAI_EMBEDDING_MODEL, 'OPENAI_EMBEDDING_MODEL'),
    {
      name: 'INNGEST_BASE_URL',
      target: hostOf(INNGEST_BASE_URL),
      try: () => expectStatus(new URL('/health', INNGEST_BASE_URL), 200),
      action: 'Start the job server, or correct its address.',
    },
    {
      name: 'GOOGLE_MAPS_API_KEY',
      target: GOOGLE_MAPS_API_KEY ? 'Google Geocoding' : undefined,
      try: () => tryGoogle(GOOGLE_MAPS_API_KEY ?? ''),
      action: 'Enable the Geocoding API for this key, its billing, and this server’s address among its restrictions.',
    },
    {
      name: 'SMTP_URL',
      target: hostOf(SMTP_URL),
      try: () => tryMail(SMTP_URL ?? ''),
      action: 'Check host, port, user and password; smtps:// for a server that wants TLS from the beginning.',
    },
    {
      name: 'PUBLIC_URL',
      target: hostOf(PUBLIC_URL),
      try: () => expectStatus(new URL('/healthz', PUBLIC_URL), 200),
      action: 'Start the application, and lead this name (DNS, TLS, proxy) to it.',
    },
    {
      name: 'ROOT_DOMAIN',
      target: ROOT_DOMAIN ? `check-env.${ROOT_DOMAIN}` : undefined,
      try: () => expectStatus(`https://check-env.${ROOT_DOMAIN}/healthz`, 200),
      action: 'Add a wildcard to DNS and to the certificate, and lead it to the application.',
    },
  ];
}

/** The driver's own words, without what may be a secret: the first line, and no address with a password. */
const reasonOf = (error: unknown) =>
  (error instanceof Error ? error.message || error.name : String(error))
    .split('\n')[0]!
    .replaceAll(/\/\/[^/@\s]*@/g, '//***@')
    .slice(0, 200);

/** Tries every configured service once, all at the same time (I1). What is not configured is left out. */
export function checkServices(config: Env): Promise<Finding[]> {
  const configured = services(config).filter(({ target }) => target !== undefined);
  return Promise.all(
    configured.map(async ({ name, target = '', action, ...service }): Promise<Finding> => {
      try {
        return { name, state: 'ok', value: `${target}: ${await service.try()}`, action: null };
      } catch (error) {
        return { name, state: 'fault', value: `${target}: ${reasonOf(error)}`, action };
      }
    }),
  );
}
