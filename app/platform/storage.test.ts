import { expect, test } from 'vitest';
import { contentDisposition } from './storage.ts';

test('file names of any script survive, and cannot break out of the header', () => {
  expect(contentDisposition('Guide.pdf', true)).toBe(`attachment; filename="Guide.pdf"; filename*=UTF-8''Guide.pdf`);
  expect(contentDisposition("Tí Ní Bhriain's \"plan\".pdf", false)).toBe(`inline; filename="T_ N_ Bhriain's _plan_.pdf"; filename*=UTF-8''T%C3%AD%20N%C3%AD%20Bhriain%27s%20%22plan%22.pdf`);
  expect(contentDisposition('a\r\nSet-Cookie: x=1', true)).not.toMatch(/[\r\n]/);
});
