import { developerOf } from '#app/features/identity/testing.ts';
import { describe, expect, test } from 'vitest';
import { env } from '#app/platform/env.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { getDocument } from '../get-document.server.ts';
import { multipartRequest, storeTestDocument } from '../testing/store-test-document.ts';
import { uploadVersion } from './upload-document.server.ts';

const world = twoBuilders();
const dataDir = env.DATA_DIR;
const address = 'http://localhost/api/documents/x/versions';

describe('G3: uploadVersion', () => {
  test('adds the next version; what owners read stays live', async () => {
    const scope = developerOf(world.builder);
    const stored = await storeTestDocument(world.builder, {
      title: 'Heating',
      category: 'heating',
      houseTypes: ['A', 'B'],
      status: 'ready',
    });
    const accepted = await uploadVersion(
      multipartRequest(address, { name: 'Heating 2.md', content: '# New' }, { title: 'ignored' }),
      scope,
      stored.documentId,
      { dataDir },
    );
    expect(accepted).toMatchObject({ documentId: stored.documentId, version: 2 });
    expect(await getDocument(scope, stored.documentId)).toMatchObject({
      title: 'Heating',
      category: 'heating',
      houseTypes: ['A', 'B'],
      version: 2,
      status: 'queued',
      filename: 'Heating 2.md',
      kind: 'md',
      liveVersion: 1,
    });
  });

  test('E7: refuses a program under another name, a missing file and one that is too large', async () => {
    const scope = developerOf(world.builder);
    const { documentId } = await storeTestDocument(world.builder);
    await expect(
      uploadVersion(multipartRequest(address, { name: 'guide.pdf', content: 'MZ\u0000\u0001' }), scope, documentId, {
        dataDir,
      }),
    ).rejects.toMatchObject({ code: 'unsupported-media-type' });
    await expect(
      uploadVersion(multipartRequest(address, { name: 'Sauna.docm', content: 'PK' }), scope, documentId, { dataDir }),
    ).rejects.toMatchObject({ code: 'unsupported-media-type', message: expect.stringMatching(/holds macros/) });
    await expect(
      uploadVersion(multipartRequest(address, { name: 'guide.docx', content: '%PDF-1.7\n' }), scope, documentId, {
        dataDir,
      }),
    ).rejects.toMatchObject({ code: 'unsupported-media-type', message: expect.stringMatching(/^This file is a PDF/) });
    await expect(
      uploadVersion(new Request(address, { method: 'POST', body: new FormData() }), scope, documentId, { dataDir }),
    ).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field: 'file' }] });
    await expect(
      uploadVersion(multipartRequest(address, { name: 'a.txt', content: 'x'.repeat(100) }), scope, documentId, {
        dataDir,
        maxBytes: 50,
      }),
    ).rejects.toMatchObject({ code: 'too-large' });
    expect(await getDocument(scope, documentId)).toMatchObject({ version: 1 });
  });

  test('E2: another tenant has no such document', async () => {
    const { documentId } = await storeTestDocument(world.builder);
    await expect(
      uploadVersion(multipartRequest(address, { name: 'a.txt', content: 'x' }), developerOf(world.other), documentId, {
        dataDir,
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
