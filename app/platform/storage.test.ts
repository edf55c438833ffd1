import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { bucketStorage, contentDisposition, folderStorage } from './storage.ts';

test('file names of any script survive, and cannot break out of the header', () => {
  expect(contentDisposition('Guide.pdf', true)).toBe('attachment; filename="Guide.pdf"');
  expect(contentDisposition('Seán "plan" ☘.pdf', false)).toMatch(
    /^inline; filename="[^"\r\n]*(?:\\"[^"\r\n]*)*"; filename\*=UTF-8''Se%C3%A1n%20%22plan%22%20%E2%98%98\.pdf$/,
  );
  expect(contentDisposition('a\r\nSet-Cookie: x=1', true)).toBe(
    `attachment; filename="a??Set-Cookie: x=1"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1`,
  );
});

describe('E2, C9: a key leads to a file of its tenant, or nowhere', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'openhouse-storage-')));
  afterAll(() => rm(folder, { recursive: true }));
  const config = {
    DATA_DIR: folder,
    SESSION_SECRET: 'a secret of thirty-two characters and more',
    NODE_ENV: 'test',
    S3_BUCKET: 'bucket',
    S3_REGION: 'auto',
    S3_ENDPOINT: 'http://127.0.0.1:9',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
  } as const;
  for (const tenant of ['mine', 'other']) {
    mkdirSync(join(folder, 'files', tenant, 'document'), { recursive: true });
    writeFileSync(join(folder, 'files', tenant, 'document', 'version.txt'), tenant);
  }
  writeFileSync(join(folder, 'session-secret.txt'), 'secret');
  const options = { filename: 'a.txt', contentType: 'text/plain', download: false, expiresInSeconds: 60 };
  const foreign = ['other/document/version.txt'];
  const noKeys = [
    '../session-secret.txt',
    'mine/../../session-secret.txt',
    'mine/../other/document/version.txt',
    'mine/./document/version.txt',
    'mine//document/version.txt',
    '/etc/passwd.txt',
    'mine\\..\\..\\session-secret.txt',
    'mine/document/version.txt\0',
    'mine/document/version.txt\n',
    'mine',
    '',
  ];

  /** The key that a signed address is for. */
  const keyIn = (url: string): unknown =>
    JSON.parse(Buffer.from(url.slice('/files/'.length).split('.')[0]!, 'base64url').toString()).key;

  test.each(['folder', 's3'] as const)('%s', async (kind) => {
    const files = kind === 'folder' ? folderStorage(config) : await bucketStorage(config, 'bucket');
    const altered = 'its row was altered';
    for (const key of [...foreign, ...noKeys]) {
      await expect(files.localCopy('mine', key)).rejects.toThrow(altered);
      await expect(files.signedUrl('mine', key, options)).rejects.toThrow(altered);
    }
    for (const key of noKeys) {
      await expect((async () => files.size(key))()).rejects.toThrow(altered);
      await expect((async () => files.read(key, { start: 0, end: 1 }))()).rejects.toThrow(altered);
      await expect(files.put(key, join(folder, 'session-secret.txt'), 'text/plain')).rejects.toThrow(altered);
      await expect(files.remove(key)).rejects.toThrow(altered);
    }
    expect(keyIn(await files.signedUrl('mine', 'mine/document/version.txt', options))).toBe(
      'mine/document/version.txt',
    );
  });

  test('a copy of its own, and a path for the signed route', async () => {
    const files = folderStorage(config);
    const path = join(folder, 'files', 'mine', 'document', 'version.txt');
    expect((await files.localCopy('mine', 'mine/document/version.txt')).path).toBe(path);
    expect(files.pathOf('mine/document/version.txt')).toBe(path);
    for (const key of noKeys) expect(() => files.pathOf(key)).toThrow('its row was altered');
  });
});

describe('E7: what lies in a bucket is handed out by the application itself', async () => {
  const asked: string[] = [];
  const objects: Record<string, string> = { '/bucket/mine/document/version.txt': 'Clean the filters.' };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]} ${request.headers.range ?? ''}`.trim());
    const text = objects[request.url?.split('?')[0] ?? ''];
    if (text === undefined) {
      const body = request.method === 'HEAD' ? undefined : '<Error><Code>NoSuchKey</Code></Error>';
      return void response.writeHead(404, { 'Content-Type': 'application/xml' }).end(body);
    }
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    const part = request.method === 'HEAD' ? text : text.slice(Number(from), Number(to) + 1);
    response.writeHead(request.method === 'HEAD' ? 200 : 206, { 'Content-Length': Buffer.byteLength(part) });
    response.end(request.method === 'HEAD' ? undefined : part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const files = await bucketStorage(
    {
      DATA_DIR: tmpdir(),
      SESSION_SECRET: 'a secret of thirty-two characters and more',
      NODE_ENV: 'test',
      S3_BUCKET: 'bucket',
      S3_REGION: 'auto',
      S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    },
    'bucket',
  );

  test('its size, and the bytes that are asked for', async () => {
    expect(await files.size('mine/document/version.txt')).toBe(18);
    expect(await text(await files.read('mine/document/version.txt', { start: 6, end: 8 }))).toBe('the');
    expect(asked).toEqual([
      'HEAD /bucket/mine/document/version.txt',
      'GET /bucket/mine/document/version.txt bytes=6-8',
    ]);
  });

  test('nothing, where there is no such file', async () => {
    expect(await files.size('mine/document/gone.txt')).toBeNull();
    await expect(files.localCopy('mine', 'mine/document/gone.txt')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('a bucket that is not there is noticed', async () => {
    await expect(files.check()).rejects.toMatchObject({ name: 'NotFound' });
  });
});
