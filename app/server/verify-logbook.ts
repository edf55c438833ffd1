import { resolve } from 'node:path';
import { ownFingerprint } from '#app/features/privacy/logbook/sign-manifest.ts';
import { env } from '#app/platform/env.ts';
import { verifyArchive } from '#app/features/privacy/logbook/verify-archive.ts';

/*
 * `npm run verify:logbook -- home-logbook.zip`: is a logbook whole and as it was signed? Exit code 0 when it is. The
 * fingerprint says who signed: compare it with the one under Privacy in the home. Where SESSION_SECRET is set, it is
 * held against this deployment's own.
 */
const [file] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Say which file: npm run verify:logbook -- home-logbook.zip\n');
  process.exit(2);
}
const { faults, files, fingerprint } = await verifyArchive(resolve(file));
for (const fault of faults) process.stderr.write(`Not as it was made: ${fault}.\n`);
if (faults.length === 0) process.stdout.write(`Whole: ${files} files, nothing changed, missing or added.\n`);
if (fingerprint) process.stdout.write(`Signed by the key ${fingerprint}\n`);
const secret = env.SESSION_SECRET;
if (faults.length === 0 && secret && ownFingerprint(secret) !== fingerprint) {
  process.stderr.write('It was signed by another deployment than the one of this SESSION_SECRET.\n');
  process.exit(1);
}
process.exit(faults.length === 0 ? 0 : 1);
