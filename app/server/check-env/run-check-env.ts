import { parseArgs } from 'node:util';
import { parseEnv } from '#app/platform/parse-env.ts';
import { checkSettings } from './check-settings.ts';
import { printFindings } from './print-findings.ts';

/*
 * `npm run check:env`: is every setting of this environment usable (I1)? With `--live` also: does every service that it
 * names answer? `--json` for programs. Exit code 1 when one cannot work. Secrets are never printed.
 */
const { values } = parseArgs({ options: { live: { type: 'boolean' }, json: { type: 'boolean' } } });
const settings = checkSettings(process.env);
const usable = settings.every(({ state }) => state !== 'fault');
// A service is tried with the settings that name it: all of them must be usable.
// What tries them reads the environment as it loads, and refuses a faulty one.
const services =
  values.live && usable ? await (await import('./check-services.ts')).checkServices(parseEnv(process.env)) : undefined;
process.stdout.write(
  values.json ? `${JSON.stringify({ settings, services }, null, 2)}\n` : printFindings(settings, services),
);
if (values.live && !services && !values.json)
  process.stdout.write('\nNo service was tried: mend the settings first.\n');
process.exitCode = usable && (services ?? []).every(({ state }) => state === 'ok') ? 0 : 1;
