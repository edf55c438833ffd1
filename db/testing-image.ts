import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectDatabase } from './client.ts';
import { migrateDatabase } from './migrate.ts';

const FOLDER = 'node_modules/.cache/test-database';

/**
 * Vitest's global set-up: a migrated, empty PGlite as one tar file, which every test file starts from
 * (openTestDatabase). To make one takes seconds of CPU, to load it half a second. It is made anew when what makes a
 * schema has changed.
 */
export default async function makeImage(): Promise<void> {
  if (process.env.DATABASE_URL) return;
  const name = `${fingerprint()}.tar`;
  const path = join(FOLDER, name);
  mkdirSync(FOLDER, { recursive: true });
  const kept = readdirSync(FOLDER);
  process.env.TEST_DATABASE_IMAGE = path;
  if (kept.includes(name)) return;
  const database = await connectDatabase({ dataDir: 'memory://' });
  await migrateDatabase(database);
  const image = await database.dump?.();
  await database.close();
  if (!image) throw new Error('The embedded database cannot be dumped, so tests have nothing to start from.');
  await writeFile(`${path}.${process.pid}`, image.stream());
  renameSync(`${path}.${process.pid}`, path);
  for (const old of kept) rmSync(join(FOLDER, old), { force: true });
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  for (const file of globSync('db/{*,migrations/*,row-level-security/*}.{ts,sql}').toSorted())
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
