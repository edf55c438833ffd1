import { readFile } from 'node:fs/promises';
import { createHmac } from 'node:crypto';
import { decodeJwt } from 'jose';
import { deriveQrToken } from '#app/platform/tokens.ts';
import { PILOT_DEVELOPMENT, PILOT_TENANT } from '#db/seed/longview/houses.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import type { LoadHouse } from '../../lib/load-input.ts';
import { pilotHouses } from './seed-load-houses.ts';
import { generateTestJWTBatch } from './tokens.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type RemoteTarget = {
  baseUrl: string;
  tenantSlug: string;
  developmentId: string;
  houses: LoadHouse[];
  developer: { email: string; password: string } | null;
};
type Remote = RemoteTarget & { database: 'embedded' | 'native' };

const HOW = `Give one of:
  SESSION_SECRET   the deployment's own (DATA_DIR/session-secret of a local one): tokens of the pilot's
                   twenty houses are made with it
  QR_LINKS         a file with the links that the deployment printed at its start (…/onboarding?uid=…): its
                   houses are scanned for their tokens`;

/**
 * A deployment that runs already (BASE_URL), and the houses that virtual users live in. Throws an Error that says what
 * is missing: without the secret or the links no request could be authenticated (A2).
 */
export async function readRemoteTarget(env: Environment): Promise<Remote> {
  const given = env['BASE_URL'] ?? '';
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error(
      `BASE_URL is "${given}": it must be the address of a running deployment, such as http://localhost:3000.`,
    );
  const baseUrl = new URL(given).origin;
  const ready = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  if (ready?.status !== 200)
    throw new Error(
      `${baseUrl}/readyz ${ready ? `answers ${ready.status}` : 'does not answer'}: start the application there, ` +
        'or correct BASE_URL.',
    );
  const { dependencies } = (await ready.json()) as { dependencies?: { database?: { kind?: string } } };
  const database = dependencies?.database?.kind === 'embedded' ? 'embedded' : 'native';
  if (env['QR_LINKS']) return { ...(await scanLinks(baseUrl, await readFile(env['QR_LINKS'], 'utf8'), env)), database };
  const secret = env['SESSION_SECRET'];
  if (!secret) throw new Error(`BASE_URL is set, but not what is needed to sign in there.\n${HOW}`);
  return { ...(await pilotOf(baseUrl, secret, env)), database };
}

async function pilotOf(baseUrl: string, secret: string, env: Environment): Promise<RemoteTarget> {
  const tenantId = pilotId('tenant', PILOT_TENANT.slug);
  const developmentId = pilotId('development', PILOT_DEVELOPMENT.slug);
  const houses = pilotHouses();
  const tokens = await generateTestJWTBatch(
    houses.map(({ house_id, house_type }) => ({
      tenant_id: tenantId,
      development_id: developmentId,
      house_id,
      house_type,
    })),
    { secret },
  );
  const all = await Promise.all(
    houses.map(async ({ token_id, ...house }, index): Promise<LoadHouse> => {
      const qr_token = deriveQrToken(secret, tenantId, token_id);
      return {
        ...house,
        development_id: developmentId,
        token: tokens[index]!,
        qr_token,
        claimed: await isClaimed(baseUrl, qr_token),
      };
    }),
  );
  return {
    baseUrl,
    tenantSlug: PILOT_TENANT.slug,
    developmentId,
    houses: all,
    developer: developerOf(env, '') ?? demoDeveloper(secret),
  };
}

/** Which houses have their owner already: their 409 is expected. */
async function isClaimed(baseUrl: string, token: string): Promise<boolean> {
  const answer = await resolve(baseUrl, token);
  if (answer.status === 404)
    throw new Error(
      `The deployment at ${baseUrl} does not know the codes that SESSION_SECRET makes (404): the secret is ` +
        'another one, or the pilot is not seeded there (npm run seed:longview).',
    );
  return answer.status === 409;
}

const resolve = (baseUrl: string, token: string) =>
  fetch(`${baseUrl}/api/qr/resolve`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(10_000),
  });

/** The codes of printed links, each once. */
export function readLinks(text: string): string[] {
  return [...new Set([...text.matchAll(/\/onboarding(?:\?uid=|\/)([\w-]{20,200})/g)].map((match) => match[1]!))];
}

async function scanLinks(baseUrl: string, text: string, env: Environment): Promise<RemoteTarget> {
  const codes = readLinks(text);
  if (codes.length === 0)
    throw new Error(
      `QR_LINKS names ${env['QR_LINKS']}, but there is no link …/onboarding?uid=… in it: put the lines that the ` +
        'deployment printed at its start into it.',
    );
  const houses: LoadHouse[] = [];
  let tenantSlug = '';
  for (const code of codes) {
    const scan = await fetch(`${baseUrl}/onboarding?uid=${code}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    const token = /homeowner_token=([^;]+)/.exec(scan.headers.get('Set-Cookie') ?? '')?.[1];
    // A claimed house gives nobody a session at its door.
    if (!token) continue;
    const answer = (await (await resolve(baseUrl, code)).json()) as {
      house: { id: string; label: string; house_type: string };
      tenant: { slug: string };
    };
    const claims = decodeJwt<{ development_id: string }>(token);
    tenantSlug = answer.tenant.slug;
    houses.push({
      house_id: answer.house.id,
      house_type: answer.house.house_type,
      label: answer.house.label,
      development_id: claims.development_id,
      token,
      qr_token: code,
      claimed: false,
    });
  }
  if (houses.length === 0)
    throw new Error(
      `None of the ${codes.length} links in ${env['QR_LINKS']} opens an unclaimed house at ${baseUrl}: set ` +
        'SESSION_SECRET instead, or re-issue a code.',
    );
  return { baseUrl, tenantSlug, developmentId: houses[0]!.development_id, houses, developer: developerOf(env, text) };
}

/** DEVELOPER_EMAIL and DEVELOPER_PASSWORD, or the line `developer: address password` of the printed start. */
function developerOf(env: Environment, text: string): RemoteTarget['developer'] {
  if (env['DEVELOPER_EMAIL'] && env['DEVELOPER_PASSWORD'])
    return { email: env['DEVELOPER_EMAIL'], password: env['DEVELOPER_PASSWORD'] };
  const printed = /^developer: (\S+) (\S+)$/m.exec(text);
  return printed ? { email: printed[1]!, password: printed[2]! } : null;
}

/**
 * The demo's password as app/server/demo/seed-staff.ts makes it; a deployment without the demo's staff refuses it, and
 * uploads are left out.
 */
function demoDeveloper(secret: string): { email: string; password: string } {
  const email = 'developer@longview-estates.example';
  return {
    email,
    password: createHmac('sha256', secret)
      .update(`demo-password:v1:${email}`)
      .digest('base64url')
      .replace(/[-_]/g, 'x')
      .slice(0, 16),
  };
}
