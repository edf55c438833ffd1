import { expect, test } from 'vitest';
import { digestProfile, packageOf } from './cpu-profile.ts';

const frame = (id: number, functionName: string, url = '', lineNumber = 0) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});

test('functions and packages by their own time, waiting left out', () => {
  const digest = digestProfile({
    nodes: [
      frame(1, '(root)'),
      frame(2, '(idle)'),
      frame(3, 'parse', 'file:///w/node_modules/pg/lib/query.js', 4),
      frame(4, 'render', 'file:///w/build/server/index.js', 99),
      frame(5, 'render', 'file:///w/build/server/index.js', 99),
      frame(6, '(garbage collector)'),
    ],
    samples: [2, 3, 4, 5, 6],
    timeDeltas: [6_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000],
  });
  expect(digest.busySeconds).toBe(4);
  expect(digest.idleShare).toBe(0.6);
  expect(digest.functions).toEqual([
    { name: 'render build/server/index.js:100', share: 0.5 },
    { name: 'parse pg', share: 0.25 },
    { name: '(garbage collector) for V8', share: 0.25 },
  ]);
  expect(digest.packages).toEqual([
    { name: 'build/server/index.js', share: 0.5 },
    { name: 'pg', share: 0.25 },
    { name: 'V8', share: 0.25 },
  ]);
});

test('what Node and V8 do themselves is put down to who had it done', () => {
  const { functions, packages } = digestProfile({
    nodes: [
      { ...frame(1, 'send', 'file:///w/node_modules/pg/lib/client.js'), children: [2] },
      { ...frame(2, 'write', 'node:internal/streams/writable'), children: [3] },
      frame(3, 'writev'),
    ],
    samples: [3],
    timeDeltas: [5],
  });
  expect(functions).toEqual([{ name: 'writev for pg', share: 1 }]);
  expect(packages).toEqual([{ name: 'pg', share: 1 }]);
});

test('a profile without samples has no figures, and says so by zeros', () => {
  expect(digestProfile({ nodes: [] })).toEqual({ busySeconds: 0, idleShare: 0, functions: [], packages: [] });
});

test.each([
  ['file:///w/node_modules/@remix-run/node/node_modules/cookie/index.js', 'cookie'],
  ['file:///w/node_modules/@remix-run/router/dist/router.cjs.js', '@remix-run/router'],
  ['file:///w/node_modules/.cache/x/build/server/index.js', '.cache'],
  ['file:///w/build/server/assets/chat-1.js', 'build/server/assets/chat-1.js'],
  ['node:internal/streams/writable', 'node:internal/streams'],
  ['', 'V8'],
])('%s is %s', (url, home) => {
  expect(packageOf(url)).toBe(home);
});
