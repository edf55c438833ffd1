import { spawn, spawnSync } from 'node:child_process';
import { runHarness } from '../run-harness.ts';
import { cookieOf, say, withOwnServer } from './with-own-server.ts';
import type { OwnTarget } from '../target/own-target.ts';
import { generateTestJWT } from '../target/tokens.ts';

/*
 * `npm run stress:api` (after `npm run build`): a public fuzzer, schemathesis, reads `/api/openapi.json` of a server
 * of its own and sends what the schemas allow and what they do not, as an owner, a builder's staff and as
 * platform staff. No answer may be a server's error, and each must be of a status, type and shape that the contract
 * names. With a fixed seed, so that a second run sends the same. Exit code 1 when not.
 */

const VERSION = '4.32.5';
const SEED = '20261130';
const EXAMPLES = '12';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
].join(',');

type Caller = { name: string; headers: Record<string, string> };

await runHarness(async () => {
  const program = process.env.SCHEMATHESIS ?? 'schemathesis';
  if (spawnSync(program, ['--version']).status !== 0) {
    say(`schemathesis is not here. Run "pipx install schemathesis==${VERSION}", or name it in SCHEMATHESIS.`);
    return 1;
  }
  return withOwnServer('fuzz-api', async (own) => {
    let passed = true;
    for (const caller of await callersOf(own)) passed = (await fuzz(program, own.baseUrl, caller)) && passed;
    say(passed ? 'passed' : 'FAILED');
    return passed ? 0 : 1;
  });
});

async function callersOf(own: OwnTarget): Promise<Caller[]> {
  const staff = await cookieOf(own, 'developer');
  const units = await fetch(`${own.baseUrl}/api/units?limit=1`, { headers: { Cookie: staff } });
  const { items } = (await units.json()) as { items: { id: string; house_type: string }[] };
  const house = items[0];
  if (!house) throw new Error('The pilot has no house.');
  const { id: house_id, house_type } = house;
  const claims = { tenant_id: own.tenantId, development_id: own.developmentId, house_id, house_type };
  const token = await generateTestJWT(claims, { secret: own.secret });
  return [
    { name: 'owner', headers: { Authorization: `Bearer ${token}` } },
    { name: 'developer', headers: { Cookie: staff, Origin: own.baseUrl } },
    { name: 'admin', headers: { Cookie: await cookieOf(own, 'admin'), Origin: own.baseUrl } },
  ];
}

async function fuzz(program: string, baseUrl: string, { name, headers }: Caller): Promise<boolean> {
  say(`\n## As ${name}`);
  const options = {
    '--url': baseUrl,
    '--checks': CHECKS,
    '--seed': SEED,
    '--max-examples': EXAMPLES,
    '--workers': '1',
    '--request-timeout': '30',
    // What ends the session that asks, or is another program's.
    '--exclude-path-regex': 'inngest|/api/session',
  };
  const asked = Object.entries(headers).flatMap(([key, value]) => ['--header', `${key}: ${value}`]);
  const child = spawn(program, ['run', `${baseUrl}/api/openapi.json`, ...Object.entries(options).flat(), ...asked], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}
