import { parseArgs } from 'node:util';
import { sealAllActivity } from '#app/features/operations/activity/seal-activity.server.ts';
import { verifyActivity } from '#app/features/operations/activity/verify-activity.server.ts';
import { env } from '#app/platform/env.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { systemScope } from '#db/scope-makers.ts';
import { openDatabase } from './open-database.ts';

/*
 * `npm run verify:activity`: is the activity log as it was written? In the database that the environment names. Exit
 * code 0 when it is; 1 with the first broken row when it is not; 2 when an option cannot be read. What it prints last
 * can be noted elsewhere and be asked for again: `-- --known 1234:9f…`.
 */
const { values } = parseArgs({ options: { known: { type: 'string' } } });
const noted = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.known ?? '');
if (values.known !== undefined && !noted) {
  process.stderr.write('Say which entry was noted, as it was printed: -- --known <place>:<hash of 64 digits>\n');
  process.exit(2);
}
const database = await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
try {
  await migrateDatabase(database);
  const known = noted ? { seq: Number(noted[1]), hash: String(noted[2]) } : undefined;
  const scope = systemScope('verify-activity');
  // So that what was done up to now is vouched for by what is printed.
  await sealAllActivity(scope);
  const { entries, head, fault } = await verifyActivity(scope, known);
  if (fault) {
    const where = [fault.id ? `row ${fault.id}` : null, fault.seq ? `place ${fault.seq} of the chain` : null];
    process.stderr.write(`Not as it was written: ${where.filter(Boolean).join(', ')}. ${fault.fault}\n`);
    process.exitCode = 1;
  } else process.stdout.write(`As it was written: ${entries} entries, none changed, missing or put in.\n`);
  if (head) process.stdout.write(`Last entry, to be noted elsewhere: ${head.seq}:${head.hash}\n`);
} finally {
  await database.close();
}
