import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/*
 * Fails for a source line of more than 120 characters. The formatter breaks code; strings, comments, SQL and patterns
 * it leaves as they are. What still stands from before is counted in long-lines.txt, file by file: it may only become
 * less.
 */

const WIDTH = 120;
const SOURCES = /\.(?:tsx?|[cm]?js|css|sql|sh)$/;
/** What drizzle-kit writes. */
const GENERATED = /^db\/migrations\//;

const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => SOURCES.test(file) && !GENERATED.test(file));
const LEFT = 'perf/checks/long-lines.txt';
const left = new Map(
  readFileSync(LEFT, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => [line.replace(/^\d+ /, ''), Number.parseInt(line, 10)]),
);
const wrong: string[] = [];
let total = 0;
for (const file of files) {
  const long = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      [...line].length > WIDTH ? [`${file}:${index + 1}: ${[...line].length} characters`] : [],
    );
  const allowed = left.get(file) ?? 0;
  left.delete(file);
  total += long.length;
  if (long.length > allowed) wrong.push(...long);
  else if (long.length < allowed) wrong.push(`${file} has ${long.length} such lines now: write that into ${LEFT}`);
}
for (const file of left.keys()) wrong.push(`${file} is gone: take it out of ${LEFT}`);
for (const line of wrong) console.error(line);
console.log(`${files.length} source files, ${total} lines above ${WIDTH} characters, ${wrong.length} at fault`);
process.exitCode = wrong.length > 0 ? 1 : 0;
