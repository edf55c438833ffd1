import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseEmbedder } from './embedder.server.ts';
import { createOpenAiEmbedder } from './openai-embedder.server.ts';

const mock = new LLMock({ port: 0 });
beforeAll(() => mock.start());
afterAll(() => mock.stop());
beforeEach(() => mock.reset());

const vector = Array.from({ length: 512 }, (_, index) => index / 512);
const embedder = () => createOpenAiEmbedder({ apiKey: 'test', baseUrl: `${mock.url}/v1`, model: 'text-embedding-3-small', maxRetries: 0 });

describe('an OpenAI-compatible endpoint', () => {
  test('B5: embeds all texts of a batch in one request, a blank one too', async () => {
    mock.onEmbedding(/./, { embedding: vector });
    expect(await embedder().embed(['fuse board', ''])).toEqual([vector, vector]);
    expect(mock.getRequests()).toHaveLength(1);
    expect(mock.getLastRequest()?.body).toMatchObject({ model: 'text-embedding-3-small', embeddingInput: 'fuse board .' });
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
    await expect(embedder().embed(['x'])).rejects.toMatchObject({ code: 'upstream-failed', message: expect.stringContaining('OPENAI_EMBEDDING_MODEL') });
  });

  test.each([429, 500, 503])('%i becomes one kind of error, and is not remembered', async (status) => {
    mock.nextRequestError(status, { message: 'no' });
    const one = embedder();
    await expect(one.embed(['x'])).rejects.toMatchObject({ code: 'upstream-failed', retryAfter: 60 });
    mock.onEmbedding(/./, { embedding: vector });
    expect(await one.embed(['x'])).toEqual([vector]);
  });
});

test('the settings choose: a model and a key or an endpoint, else the local one', () => {
  expect(chooseEmbedder({ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_MODEL: 'm', OPENAI_BASE_URL: undefined }).model).toBe('m');
  expect(chooseEmbedder({ OPENAI_BASE_URL: 'http://localhost:1/v1', OPENAI_EMBEDDING_MODEL: 'm', OPENAI_API_KEY: undefined }).model).toBe('m');
  expect(chooseEmbedder({ OPENAI_API_KEY: 'k', OPENAI_EMBEDDING_MODEL: undefined, OPENAI_BASE_URL: undefined }).model).toBe('all-minilm-l6-v2-int8');
});
