import { expect, test } from 'vitest';
import { newnessOf } from './what-is-new.ts';

test('F5: what came after the handover is new for two months, and a new version says so', () => {
  const item = (updated_at: string, version = 1) => ({ updated_at, version });
  const library = [
    item('2026-01-10T10:00:00.000Z'),
    item('2026-01-10T12:00:00.000Z'),
    item('2026-02-20T10:00:00.000Z'),
    item('2026-02-21T10:00:00.000Z', 2),
  ];
  const at = (now: string) => library.map(newnessOf(library, new Date(now)));
  expect(at('2026-02-22T10:00:00.000Z')).toEqual([null, null, 'new', 'new-version']);
  expect(at('2026-06-01T10:00:00.000Z')).toEqual([null, null, null, null]);
  expect([].map(newnessOf([], new Date()))).toEqual([]);
});
