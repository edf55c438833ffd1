import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readJson } from './http.ts';

const schema = z.object({ message: z.string() });
const read = (body: Uint8Array<ArrayBuffer>) =>
  readJson(
    new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
    schema,
  );
/** `{"message":"Where? …"}` with these bytes in it. */
const around = (...bytes: number[]) =>
  new Uint8Array([...Buffer.from('{"message":"Where? '), ...bytes, ...Buffer.from('"}')]);

describe('E8: JSON is UTF-8', () => {
  test('whatever the script', async () => {
    expect(await read(new Uint8Array(Buffer.from('{"message":"Wo? где 哪里 🔥"}')))).toEqual({
      message: 'Wo? где 哪里 🔥',
    });
  });

  test.each([
    ['a byte of no character', around(0xff)],
    ['a character of Latin-1', around(0xe9)],
    ['a character cut short', around(0xe2, 0x82)],
    ['a byte that goes on nothing', around(0x80)],
    ['an overlong slash', around(0xc0, 0xaf)],
    ['half a surrogate pair', around(0xed, 0xa0, 0x80)],
    ['beyond the last character', around(0xf4, 0x90, 0x80, 0x80)],
    ['UTF-16', new Uint8Array(Buffer.from('\uFEFF{"message":"Where?"}', 'utf16le'))],
  ])('%s is malformed', async (_what, body) => {
    await expect(read(body)).rejects.toMatchObject({ status: 400, message: expect.stringContaining('UTF-8') });
  });
});
