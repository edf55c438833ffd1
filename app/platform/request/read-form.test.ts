import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readJson } from '../http.ts';
import { readForm } from './read-form.ts';

const post = (body: string | Uint8Array<ArrayBuffer> | URLSearchParams | FormData, type?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'Content-Type': type },
  });
const part = (name: string, value: string) =>
  `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const URLENCODED = 'application/x-www-form-urlencoded';

describe('E8: the one reader of forms', () => {
  test('urlencoded and multipart are read alike, with fields that repeat', async () => {
    const fields: [string, string][] = [
      ['email', 'ó@x.ie'],
      ['types', 'A'],
      ['types', 'B'],
      ['empty', ''],
    ];
    const multipart = new FormData();
    for (const [name, value] of fields) multipart.append(name, value);
    expect([...(await readForm(post(new URLSearchParams(fields))))]).toEqual(fields);
    expect([...(await readForm(post(multipart)))]).toEqual(fields);
    expect([...(await readForm(post(`${part('a', 'b')}--X--\r\n`, 'multipart/form-data; boundary=X')))]).toEqual([
      ['a', 'b'],
    ]);
  });

  test('nothing at all is an empty form', async () => {
    expect([...(await readForm(new Request('http://localhost/', { method: 'POST' })))]).toEqual([]);
  });

  test.each([
    ['text', post('a=b', 'text/plain'), 415],
    ['JSON', post('{}', 'application/json'), 415],
    ['no type', post(Uint8Array.from(Buffer.from('a=b'))), 415],
    ['a type that is none', post('a=b', '%%%'), 415],
    ['no boundary', post('a=b', 'multipart/form-data'), 400],
    ['an empty boundary', post('a=b', 'multipart/form-data; boundary='), 400],
    ['no part', post('a=b', 'multipart/form-data; boundary=X'), 400],
    ['a part cut off', post(part('a', 'b').slice(0, -3), 'multipart/form-data; boundary=X'), 400],
    ['a broken part', post('--X\r\nContent-Disposition: \r\n\r\n--X--', 'multipart/form-data; boundary=X'), 400],
    [
      'a file',
      post(
        `--X\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nx\r\n--X--\r\n`,
        'multipart/form-data; boundary=X',
      ),
      422,
    ],
    [
      'a hundred and one fields',
      post(new URLSearchParams(Array.from({ length: 101 }, (_, index) => [`f${index}`, '']))),
      422,
    ],
    ['a hundred and one parts', post(`${part('a', 'b').repeat(101)}--X--\r\n`, 'multipart/form-data; boundary=X'), 422],
    ['a long name', post(new URLSearchParams([['n'.repeat(101), '']])), 422],
    ['NUL', post('a=%00', URLENCODED), 422],
    ['NUL in a name', post('%00=a', URLENCODED), 422],
    [
      'half a surrogate pair',
      post(
        Buffer.from(
          `--X\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: text/plain; ` +
            `charset=utf-16le\r\n\r\n\x00\xd8a\x00\r\n--X--\r\n`,
          'latin1',
        ),
        'multipart/form-data; boundary=X',
      ),
      422,
    ],
    ['65 KiB', post(`a=${'x'.repeat(65_536)}`, URLENCODED), 413],
  ])('%s is refused', async (_what, request, status) => {
    await expect(readForm(request)).rejects.toMatchObject({ name: 'AppError', status });
  });

  test.each([
    ['whole', `${part('a', 'b')}${part('c', 'd')}--X--`],
    ['without a head', '--X\r\n\r\nb\r\n--X--'],
    ['of two without a head', '--X\r\n\r\nb\r\n--X\r\n\r\nd\r\n--X--'],
  ])('a form %s that is cut at any byte is 400, and raises nothing later', async (_what, whole) => {
    for (let length = 0; length < whole.length; length += 1) {
      const cut = post(whole.slice(0, length), 'multipart/form-data; boundary=X');
      await expect(readForm(cut)).rejects.toMatchObject({ status: 400 });
    }
  });

  test('a body that breaks off is 400', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const request = new Request('http://localhost/', {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'Content-Type': URLENCODED },
    } as RequestInit);
    await expect(readForm(request)).rejects.toMatchObject({ status: 400 });
  });
});

test.each(['{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"\\ud800":1}', '[[["\\udfff x"]]]'])(
  'JSON with a text that is none is 422: %s',
  async (body) => {
    await expect(readJson(post(body, 'application/json'), z.unknown())).rejects.toMatchObject({ status: 422 });
  },
);
