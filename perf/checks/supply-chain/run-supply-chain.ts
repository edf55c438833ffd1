/**
 * `npm run check:supply-chain`: what the product is made of, and what it must not hold. Licences, install scripts,
 * advisories, secrets in the tree and in its history; a bill of materials (CycloneDX) in reports/sbom.cdx.json. Ends
 * with 1 when something must be done. A registry that answers no questions about advisories is told, and no fault;
 * with `--advisories` it is one.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readAdvisories } from './advisories.ts';
import { judgeInstallScripts, judgeLicences, type Lock } from './licences.ts';
import { addedByCommit, findSecrets, type Secret, type Text } from './secrets.ts';

const MAX_OUTPUT = 1_073_741_824;
const SBOM = 'reports/sbom.cdx.json';
/** Pictures, models, fonts and made lists hold no secret that a rule would know. */
const IS_TEXT = /\.(?:[cm]?[jt]sx?|json|jsonl|md|css|html|sql|sh|ya?ml|txt|csv|env\S*)$|(?:^|\/)[^./]+$/;

/** Passwords that were made up for a test, by its file. */
const MADE_UP = [
  'app/platform/redact.test.ts',
  'app/server/check-env/check-services.test.ts',
  'app/server/check-env/check-settings.test.ts',
];

const run = (command: string, args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: MAX_OUTPUT, stdio: ['ignore', 'pipe', 'pipe'] });

let faults = 0;

function tell(title: string, found: string[], fine: string): void {
  console.log(found.length === 0 ? `✓ ${title}: ${fine}` : `✗ ${title}`);
  for (const one of found) console.log(`    ${one}`);
  faults += found.length;
}

const asLine = ({ where, line, what }: Secret) => `${where}:${line} ${what}: take it out, and make a new one`;

async function secretsOf(texts: Iterable<Text>): Promise<string[]> {
  const isLookedAt = ({ where }: Text) =>
    IS_TEXT.test(where) && !MADE_UP.some((path) => where === path || where.endsWith(`:${path}`));
  return (await findSecrets([...texts].filter(isLookedAt))).map(asLine);
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };
const packages = `${Object.keys(lock.packages).length - 1} packages`;
const asText = (one: { package: string; complaint: string }) => `${one.package} ${one.complaint}`;
tell('Licences', judgeLicences(lock).map(asText), packages);
tell('Install scripts', judgeInstallScripts(lock, allowScripts).map(asText), 'each one decided');

const audit = readAdvisories(spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: MAX_OUTPUT }).stdout);
if (audit.answered) tell('Advisories', audit.found, 'none of high or critical severity');
else {
  console.log(`– Advisories: not checked, the registry did not answer (${audit.why})`);
  if (process.argv.includes('--advisories')) faults += 1;
}

const files = run('git', ['ls-files']).split('\n').filter(Boolean);
const texts = files.filter((path) => IS_TEXT.test(path)).map((where) => ({ where, text: readFileSync(where, 'utf8') }));
tell('Secrets in the tree', await secretsOf(texts), `${texts.length} files`);
const log = run('git', ['log', '-p', '-U0', '--no-color', '--no-ext-diff', '--no-textconv', '--format=commit %H']);
tell('Secrets in the history', await secretsOf(addedByCommit(log)), `${log.match(/^commit /gm)?.length ?? 0} commits`);

mkdirSync('reports', { recursive: true });
writeFileSync(SBOM, run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']));
console.log(`✓ Bill of materials: ${SBOM}`);
if (faults > 0) process.exitCode = 1;
