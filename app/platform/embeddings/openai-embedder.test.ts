import { LLMock } from '@copilotkit/aimock';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseEmbedder } from './embedder.server.ts';
import { createOpenAiEmbedder } from './openai-embedder.server.ts';

const mock = new LLMock({ port: 0 });
beforeAll(() => mock.start());
afterAll(() => mock.stop());
beforeEach(() => mock.reset());

const vector = Array.from({ length: 512 }, (_, index) => index / 512);
const embedder = () =>
  createOpenAiEmbedder({ apiKey: 'test', baseUrl: `${mock.url}/v1`, model: 'text-embedding-3-small', maxRetries: 0 });

describe('an OpenAI-compatible endpoint', () => {
  test('B5: embeds all texts of a batch in one request, a blank one too', async () => {
    mock.onEmbedding(/./, { embedding: vector });
    expect(await embedder().embed(['fuse board', ''])).toEqual([vector, vector]);
    expect(mock.getRequests()).toHaveLength(1);
    expect(mock.getLastRequest()?.body).toMatchObject({
      model: 'text-embedding-3-small',
      embeddingInput: 'fuse board .',
    });
  });

  test('B5: the same question is asked once', async () => {
    mock.onEmbedding(/./, { embedding: vector });
    const one = embedder();
    await Promise.all([one.embed(['Where?']), one.embed(['Where?'])]);
    await one.embed(['Where?']);
    expect(mock.getRequests()).toHaveLength(1);
  });

  test('a model that gives other vectors is named as the fault', async () => {
    mock.onEmbedding(/./, { embedding: [1, 2, 3] });
    await expect(embedder().embed(['x'])).rejects.toMatchObject({
      code: 'upstream-failed',
      message: expect.stringContaining('OPENAI_EMBEDDING_MODEL'),
    });
  });

  test.each([429, 500, 503])('%i becomes one kind of error, and is not remembered', async (status) => {
    mock.nextRequestError(status, { message: 'no' });
    const one = embedder();
    await expect(one.embed(['x'])).rejects.toMatchObject({ code: 'upstream-failed', retryAfter: 60 });
    mock.onEmbedding(/./, { embedding: vector });
    expect(await one.embed(['x'])).toEqual([vector]);
  });
});

test.each([301, 302, 307, 308])(
  'an address that redirects (%i) is a setting to mend, and no work for a second try',
  async (status) => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { Location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const calls: unknown[] = [];
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const one = createOpenAiEmbedder({ baseUrl, model: 'm', onCall: (call) => calls.push(call) });
      await expect(one.embed(['x'], { priority: 'ingestion' })).rejects.toMatchObject({
        permanent: true,
        message: expect.stringMatching(/redirects.*OPENAI_BASE_URL/),
      });
      expect(calls).toMatchObject([{ retry: false }]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
);

test('the settings choose: a model and a key or an endpoint, else the local one', () => {
  expect(chooseEmbedder({ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_MODEL: 'm', OPENAI_BASE_URL: undefined }).model).toBe(
    'm',
  );
  expect(
    chooseEmbedder({ OPENAI_BASE_URL: 'http://localhost:1/v1', OPENAI_EMBEDDING_MODEL: 'm', OPENAI_API_KEY: undefined })
      .model,
  ).toBe('m');
  expect(
    chooseEmbedder({ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_MODEL: undefined, OPENAI_BASE_URL: undefined }).model,
  ).toBe('all-minilm-l6-v2-int8');
});
