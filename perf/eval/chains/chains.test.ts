import { expect, test } from 'vitest';
import { readChains } from './chains.ts';

test('Q7: thirty conversations of three or more follow-ups, half of them for the report', async () => {
  const chains = (await Promise.all(['longview', 'ropeworks-quay'].map(readChains))).flat();
  const report = chains.filter(({ half }) => half === 'report');
  expect([chains.length, report.length]).toEqual([30, 15]);
  expect(new Set(chains.map(({ id }) => id)).size).toBe(30);
  for (const { turns, id } of chains) expect(turns.length, id).toBeGreaterThanOrEqual(4);
  expect(new Set(chains.map(({ turns }) => turns[0]?.question)).size).toBe(30);
});
