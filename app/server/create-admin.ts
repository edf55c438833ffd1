import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createAdmin } from '#app/features/identity/team/create-admin.server.ts';
import { env } from '#app/platform/env.ts';
import { AppError } from '#app/platform/errors.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { systemScope } from '#db/scope-makers.ts';
import { openDatabase } from './open-database.ts';

/*
 * `npm run admin:create -- --email name@example.ie --name "Full Name"`: an account of the platform's own staff, in the
 * database that the environment names. The password is what standard input gives; from a terminal one is made and
 * printed, once. Exit code 0 when the account was made, 1 when something is wrong with it, 2 when an option is missing.
 */
const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' } } });
if (!values.email || !values.name) {
  process.stderr.write('Say who: npm run admin:create -- --email name@example.ie --name "Full Name"\n');
  process.exit(2);
}
const made = process.stdin.isTTY ? randomBytes(15).toString('base64url') : undefined;
const password = made ?? (await text(process.stdin)).replace(/\r?\n$/, '');

const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
try {
  await migrateDatabase(database);
  const fields = { email: values.email, full_name: values.name, password };
  const { email } = await createAdmin(systemScope('create-admin'), fields);
  process.stdout.write(`${email} may sign in as platform staff at /sign-in.\n`);
  if (made) process.stdout.write(`Password, shown this once: ${made}\n`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  const faults = error.fields.length > 0 ? error.fields.map(({ message }) => message) : [error.message];
  process.stderr.write(`${faults.join('\n')}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
