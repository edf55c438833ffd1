import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { receiveUpload } from './receive-upload.server.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'upload-'));
});

function post(form: FormData): Request {
  return new Request('http://localhost/api/documents', { method: 'POST', body: form });
}

function formWith(bytes: Uint8Array<ArrayBuffer>, name = 'Tí guide.pdf'): FormData {
  const form = new FormData();
  form.set('title', 'Guide');
  form.append('house_types', 'A');
  form.append('house_types', 'B');
  form.set('file', new File([bytes], name));
  return form;
}

test('spools the file with its size, checksum and name, and collects repeated fields', async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
  const received = await receiveUpload(post(formWith(bytes)), { maxBytes: 1_000_000, dataDir });
  expect(received.fields).toEqual({ title: 'Guide', house_types: ['A', 'B'] });
  expect(received.file).toMatchObject({
    filename: 'Tí guide.pdf',
    sizeBytes: 300_000,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(Buffer.compare(await readFile(received.file!.path), bytes)).toBe(0);
  await received.discard();
  expect(await readdir(join(dataDir, 'tmp'))).toEqual([]);
});

test('E8: a name that is too long for any disk loses its middle, and keeps its ending', async () => {
  const received = await receiveUpload(post(formWith(new Uint8Array(3), `${'x'.repeat(5_000)}.txt`)), {
    maxBytes: 1_000,
    dataDir,
  });
  expect(received.file?.filename).toBe(`${'x'.repeat(250)}….txt`);
  await received.discard();
});

test('E7, E8: over the limit: 413, and nothing stays on disk', async () => {
  await expect(
    receiveUpload(post(formWith(new Uint8Array(50_001))), { maxBytes: 50_000, dataDir }),
  ).rejects.toMatchObject({ status: 413 });
  expect(await readdir(join(dataDir, 'tmp'))).toEqual([]);
});

test('E8: a body of another type: 415; a broken one: 400', async () => {
  const json = new Request('http://localhost/api/documents', {
    method: 'POST',
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  });
  await expect(receiveUpload(json, { maxBytes: 10, dataDir })).rejects.toMatchObject({ status: 415 });
  const cut = new Request('http://localhost/api/documents', {
    method: 'POST',
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nhalf',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  });
  await expect(receiveUpload(cut, { maxBytes: 1000, dataDir })).rejects.toMatchObject({ status: 400 });
  for (const [type, body] of [
    ['multipart/form-data; boundary=', '--\r\n\r\n'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n'],
  ] as const) {
    const broken = new Request('http://localhost/api/documents', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });
    await expect(receiveUpload(broken, { maxBytes: 1000, dataDir })).rejects.toMatchObject({ status: 400 });
  }
  expect(await readdir(join(dataDir, 'tmp'))).toEqual([]);
});

test('without a file there is none', async () => {
  const form = new FormData();
  form.set('title', 'Guide');
  expect((await receiveUpload(post(form), { maxBytes: 1000, dataDir })).file).toBeNull();
});
