import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/*
 * Fails for a source line of more than 120 characters. The formatter breaks code; strings, comments, SQL and patterns
 * it leaves as they are.
 */

const WIDTH = 120;
const SOURCES = /\.(?:tsx?|[cm]?js|css|sql|sh|py)$/;
/** What drizzle-kit writes. */
const GENERATED = /^db\/migrations\//;

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => SOURCES.test(file) && !GENERATED.test(file));
const long = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line, index) => ({ at: `${file}:${index + 1}`, length: [...line].length }))
    .filter(({ length }) => length > WIDTH)
    .map(({ at, length }) => `${at}: ${length} characters`),
);
for (const line of long) console.error(line);
console.log(`${files.length} source files, ${long.length} lines above ${WIDTH} characters`);
process.exitCode = long.length > 0 ? 1 : 0;
