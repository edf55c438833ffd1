import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNextPath } from './next-path.ts';

const HERE = 'https://home.example';

test.each([
  ['/home', '/home'],
  ['/developer/units?q=a b&next=//x', '/developer/units?q=a%20b&next=//x'],
  ['/home/documents#page=2', '/home/documents#page=2'],
  ['/straße/日本', '/stra%C3%9Fe/%E6%97%A5%E6%9C%AC'],
])('%s stays on the site', (value, path) => {
  expect(safeNextPath(value, '/fallback')).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'home',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/a\r\nSet-Cookie: x=y',
  '/\0',
  '/\ud800',
  `/${'x'.repeat(3_000)}`,
])('%j falls back', (value) => {
  expect(safeNextPath(value, '/fallback')).toBe('/fallback');
});

test('whatever is asked, a browser that follows it stays on the site, and it fits into a header', () => {
  const nasty = fc.stringMatching(/^[/\\]?[./\\%a-z0-9@:?#\t\n\r \0é]{0,12}(evil\.example)?$/);
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.webUrl()), (value) => {
      const path = safeNextPath(value, '/fallback');
      expect(new URL(path, `${HERE}/sign-in`).origin).toBe(HERE);
      expect(new URL(new URL(path, HERE).pathname, HERE).origin).toBe(HERE);
      expect(new Headers({ Location: path }).get('Location')).toBe(path);
    }),
    { numRuns: 2_000 },
  );
});
