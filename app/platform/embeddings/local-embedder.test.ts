import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Embedder } from './embedder.ts';
import { createLocalEmbedder } from './local-embedder.server.ts';

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

describe('the local model', () => {
  let embedder: Embedder;
  beforeAll(() => {
    embedder = createLocalEmbedder();
  });
  afterAll(() => embedder.close());

  test('a paraphrase is nearer than an unrelated sentence, and vectors are unit vectors of 512 numbers', async () => {
    const [question, passage, other] = await embedder.embed([
      'Where is my fuse box?',
      'Your fuse board is under the stairs.',
      'Bins are collected on Thursday.',
    ]);
    expect(question).toHaveLength(512);
    expect(Math.hypot(...question!)).toBeCloseTo(1, 3);
    expect(cosine(question!, passage!)).toBeGreaterThan(cosine(question!, other!) + 0.1);
  });

  test('blank, huge and strange texts have vectors too', async () => {
    const vectors = await embedder.embed(['', ' \n', 'x'.repeat(1_000_000), '\u0000', '日本語 😀']);
    expect(vectors.map((vector) => vector.length)).toEqual([512, 512, 512, 512, 512]);
    expect(vectors.flat().every(Number.isFinite)).toBe(true);
    expect(await embedder.embed([])).toEqual([]);
  });

  test('Q4: of sentences alike the one that answers comes first, and a near miss is doubted', async () => {
    const [when, where, cost] = await embedder.scorePairs!('How much does a new filter for the hood cost?', [
      'Kitchen guide: The hood: Change the charcoal filter of the hood every six months.',
      'Kitchen guide: The hood: The filter is behind the grille of the hood.',
      'Kitchen guide: The hood: A new charcoal filter costs 34 euro.',
    ]);
    expect(cost!).toBeGreaterThan(Math.max(when!, where!) + 1);
    expect(Math.max(when!, where!)).toBeLessThan(0);
  });

  test('pairs of blank, huge and strange texts are scored too', async () => {
    const texts = ['', 'x '.repeat(500_000), '[SEP] yes \u0000', '日本語 😀'];
    for (const question of ['', 'word '.repeat(100_000), '[CLS] [SEP]']) {
      const logits = await embedder.scorePairs!(question, texts);
      expect(logits).toHaveLength(4);
      expect(logits.every(Number.isFinite)).toBe(true);
    }
    expect(await embedder.scorePairs!('Where?', [])).toEqual([]);
  });
});

/**
 * A child that counts its texts in each vector's first number, or says its process id there, and obeys words in them.
 */
const SCRIPTED_CHILD = `
import { existsSync, writeFileSync } from 'node:fs';
let served = 0;
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const text = (one) => (typeof one === 'string' ? one : one.question + ' ' + one.text);
  const task = { ...message, texts: message.texts.map(text) };
  const marker = task.texts.map((text) => /die-once (\\S+)/.exec(text)?.[1]).find(Boolean);
  if (marker && !existsSync(marker)) { writeFileSync(marker, ''); process.exit(1); }
  if (task.texts.some((text) => text.includes('die-always'))) process.exit(1);
  if (task.texts.some((text) => text.includes('hang'))) return;
  const vectors = () => task.texts.map((text) => Float32Array.from([text === 'pid' ? process.pid : ++served]));
  setTimeout(() => process.send({ id: task.id, vectors: vectors() }), 20);
});
`;

describe('the child process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'embedder-'));
  const childPath = join(folder, 'child.mjs');
  let embedder: Embedder;
  beforeAll(() => writeFileSync(childPath, SCRIPTED_CHILD));
  afterEach(() => embedder.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  test('C8: a question does not wait for ingestion: each has a process, that of ingestion gives way', async () => {
    embedder = createLocalEmbedder({ childPath });
    const controller = new AbortController();
    const ingestion = embedder.embed(['hang', 'passage'], { signal: controller.signal });
    const [question] = await embedder.embed(['pid']);
    expect(getPriority(question![0]!)).toBe(getPriority());
    controller.abort(new Error('enough'));
    await expect(ingestion).rejects.toThrow('enough');
  });

  test('C8: builders take turns: one’s long document does not hold another’s short one up', async () => {
    embedder = createLocalEmbedder({ childPath });
    const ofMany = embedder.embed(
      Array.from({ length: 40 }, (_, n) => `long ${n}`),
      { priority: 'ingestion', tenantId: 'many' },
    );
    const ofOne = embedder.embed(['short 1', 'short 2'], { priority: 'ingestion', tenantId: 'one' });
    const ofAnother = embedder.embed(['short 3'], { priority: 'ingestion', tenantId: 'another' });
    // The child counts what it has done: it had begun with the first text when the others came.
    const [one, another, many] = await Promise.all([ofOne, ofAnother, ofMany]);
    expect(one.map(([place]) => place)).toEqual([2, 3]);
    expect(another.map(([place]) => place)).toEqual([4]);
    expect(many.map(([place]) => place)).toEqual([1, ...Array.from({ length: 39 }, (_, n) => n + 5)]);
  });

  test('A6: the process of ingestion ends when there is nothing more to read, and starts again', async () => {
    embedder = createLocalEmbedder({ childPath, restMs: 50 });
    const [first] = await embedder.embed(['pid', 'passage']);
    expect(getPriority(first![0]!)).toBeGreaterThan(getPriority());
    await vi.waitFor(() => expect(() => process.kill(first![0]!, 0)).toThrow('ESRCH'), { timeout: 10_000 });
    const [second] = await embedder.embed(['pid', 'passage']);
    expect(second![0]).not.toBe(first![0]);
  });

  test('B5: the same question asked at once and again is embedded once', async () => {
    embedder = createLocalEmbedder({ childPath });
    const [first, second] = await Promise.all([embedder.embed(['q']), embedder.embed(['q'])]);
    expect([first, second, await embedder.embed(['q'])]).toEqual([[[1]], [[1]], [[1]]]);
  });

  test('a child that dies is replaced and asked again', async () => {
    embedder = createLocalEmbedder({ childPath });
    expect(await embedder.embed([`die-once ${join(folder, 'died')}`])).toEqual([[1]]);
  });

  test('a text that kills the child twice fails, and the next one is served', async () => {
    embedder = createLocalEmbedder({ childPath });
    await expect(embedder.embed(['die-always'])).rejects.toMatchObject({ code: 'unavailable' });
    expect(await embedder.embed(['fine'])).toEqual([[1]]);
  });

  test('a child that falls silent is replaced after the time limit', async () => {
    embedder = createLocalEmbedder({ childPath, timeoutMs: 100 });
    await expect(embedder.embed(['hang'])).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('an aborted request ends at once with its reason', async () => {
    embedder = createLocalEmbedder({ childPath });
    const controller = new AbortController();
    const waiting = embedder.embed(['hang', 'b'], { signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  test('pairs share the child, and an aborted one ends at once with its reason', async () => {
    embedder = createLocalEmbedder({ childPath });
    expect(await embedder.scorePairs!('Where?', ['a', 'b'])).toEqual([1, 2]);
    const controller = new AbortController();
    const waiting = embedder.scorePairs!('hang', ['a'], { signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  test('closing refuses what waits', async () => {
    embedder = createLocalEmbedder({ childPath });
    const waiting = embedder.embed(['hang']);
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'unavailable' }), embedder.close()]);
  });
});
