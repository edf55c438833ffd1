import { developerOf } from '#app/features/identity/testing.ts';
import { describe, expect, test } from 'vitest';
import { env } from '#app/platform/env.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { listVersions } from './list-versions.server.ts';
import { endTestVersion, multipartRequest, storeTestDocument } from './testing/store-test-document.ts';
import { uploadVersion } from './upload/upload-document.server.ts';

const world = twoBuilders();

describe('G3: listVersions', () => {
  test('B1: pages through the versions, newest first, with the reason of a failed one', async () => {
    const scope = developerOf(world.builder);
    const stored = await storeTestDocument(world.builder, { status: 'ready' });
    for (const content of ['second', 'third']) {
      await uploadVersion(
        multipartRequest('http://localhost/x', { name: 'guide.txt', content }),
        scope,
        stored.documentId,
        { dataDir: env.DATA_DIR },
      );
    }
    await endTestVersion(scope, stored, 'failed');

    const first = await listVersions(scope, stored.documentId, { limit: 2 });
    expect(first.items.map((item) => [item.version, item.status])).toEqual([
      [3, 'queued'],
      [2, 'queued'],
    ]);
    const rest = await listVersions(scope, stored.documentId, { limit: 2, cursor: first.next_cursor! });
    expect(rest.items).toMatchObject([
      { version: 1, status: 'failed', reason: 'This file is empty.', filename: 'guide.txt' },
    ]);
    expect(rest.next_cursor).toBeNull();
  });

  test('E2: another tenant finds nothing', async () => {
    const stored = await storeTestDocument(world.builder);
    await expect(listVersions(developerOf(world.other), stored.documentId, { limit: 10 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
