import { expect, test } from 'vitest';
import { contentDisposition } from './storage.ts';

test('file names of any script survive, and cannot break out of the header', () => {
  expect(contentDisposition('Guide.pdf', true)).toBe('attachment; filename="Guide.pdf"');
  expect(contentDisposition('Seán "plan" ☘.pdf', false)).toMatch(
    /^inline; filename="[^"\r\n]*(?:\\"[^"\r\n]*)*"; filename\*=UTF-8''Se%C3%A1n%20%22plan%22%20%E2%98%98\.pdf$/,
  );
  expect(contentDisposition('a\r\nSet-Cookie: x=1', true)).not.toMatch(/[\r\n]/);
});
