import { format } from 'node:util';
import { afterAll, afterEach, expect } from 'vitest';

/*
 * Vitest's set-up file: what writes an error or a warning to the console fails its test, unless the test has said so
 * beforehand. React, Remix and Node tell of real faults there.
 */

const LEVELS = ['error', 'warn'] as const;
const originals = { error: console.error, warn: console.warn };
let written: string[] = [];
let expected: RegExp[] = [];

for (const level of LEVELS) {
  console[level] = (...parts: unknown[]) => {
    const text = format(...parts);
    written.push(text);
    if (!expected.some((pattern) => pattern.test(text))) originals[level](...parts);
  };
}

/** Announces a line on the console that this test causes on purpose; it has to come. */
export function expectOnConsole(pattern: RegExp): void {
  expected.push(pattern);
}

/** What of this test's output should not have come, and what should have; takes both as told. */
export function takeConsoleFaults(): string[] {
  const [seen, announced] = [written, expected];
  [written, expected] = [[], []];
  const unannounced = seen.filter((text) => !announced.some((pattern) => pattern.test(text)));
  const absent = announced.filter((pattern) => !seen.some((text) => pattern.test(text)));
  return [...unannounced, ...absent.map((pattern) => `${String(pattern)} did not come`)];
}

// oxlint-disable-next-line vitest/no-standalone-expect -- it is within every test
afterEach(() => expect(takeConsoleFaults(), 'on the console').toEqual([]));
afterAll(() => void Object.assign(console, originals));
