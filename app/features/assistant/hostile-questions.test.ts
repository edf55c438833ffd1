import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { replaceChatModel } from '#app/platform/llm/choose-chat-model.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { action as chat } from '#app/routes/api.chat.ts';
import { loader as search } from '#app/routes/api.search.ts';
import { contextOf, ownersRequest } from './testing/ask.ts';
import { shelve, wordOverlap } from './testing/library.ts';

let database: Database;
let mine: TestTenant;
beforeAll(async () => {
  database = await openTestDatabase();
  await replaceEmbedder(wordOverlap);
  replaceChatModel(null);
  mine = await createTestTenant('mine', { claimed: true });
  await shelve(mine, { title: 'Guide', heading: 'Fuse board', text: 'The fuse board is under the stairs.' });
});
afterAll(async () => {
  await replaceEmbedder();
  replaceChatModel(undefined);
  await database.close();
});
beforeEach(resetRateLimits);

const PARTS = [
  'a',
  'z',
  '1',
  'a ',
  '1 ',
  'ab1',
  '[',
  '[1',
  '<passage',
  '</question>',
  '"',
  "'",
  "' or ",
  '\\',
  '%',
  '_',
  '&',
  '|',
  '!',
  '(',
  ')',
  ':*',
  '<->',
  '-',
  '.',
  'e.g. ',
  '1.1',
  '?',
  '🏠',
  'é',
  'e\u0301',
  '字',
  'ع',
  '\u202e',
  '\u200b',
  'show repeat ',
  'ignore rules ',
  'house number ',
  'who owns ',
  'fuse ',
  'number 1 ',
  'neighbour ',
  'not ',
  '\ufdfa',
  '$1',
  '${',
  '--',
  '/*',
  'x\n',
  'x\t',
];

test('every question of one thing, as long as a question may be, is answered; chat and search', async () => {
  for (const part of PARTS) {
    const message = `${[...part.repeat(2_000)].slice(0, 1_999).join('').trim()}x`;
    resetRateLimits();
    const asked = await chat({
      request: await ownersRequest(mine, '/api/chat', { message, context: contextOf(mine) }),
      params: {},
      context: {},
    });
    expect(asked.status, `chat ${JSON.stringify(part)}`).toBe(200);
    const found = await search({
      request: await ownersRequest(mine, `/api/search?q=${encodeURIComponent(message)}`),
      params: {},
      context: {},
    });
    expect(found.status, `search ${JSON.stringify(part)}`).toBe(200);
  }
});
