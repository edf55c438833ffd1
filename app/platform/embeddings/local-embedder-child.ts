import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EmbedReply, EmbedTask, Reading } from './local-embedder-protocol.ts';
import { createWordPiece } from './word-piece.ts';

/*
 * The process that holds the local models (about 130 MB each; that for pairs from the first pair on), so that the web
 * process stays small and its event loop free. Run natively by Node; talks over IPC and ends with its parent.
 */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on('SIGINT', () => {});

const MODEL = join(import.meta.dirname, 'minilm');
/** Longer texts were not seen in the model's training. */
const MAX_TOKENS = 256;
const DIMENSIONS = 512;
/** So many of a question and of all were seen by the model for pairs. */
const MAX_PAIR = { question: 64, tokens: 128 };

const tokenize = createWordPiece(readFileSync(join(MODEL, 'vocabulary.txt'), 'utf8'));
const load = (file: string) =>
  InferenceSession.create(join(MODEL, file), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
const loading = load('model.onnx');
let loadingPairs: Promise<InferenceSession> | undefined;

async function vectorOf(session: InferenceSession, text: string): Promise<Float32Array> {
  const ids = BigInt64Array.from(tokenize(text, MAX_TOKENS), BigInt);
  const { mean } = await session.run({ input_ids: new Tensor('int64', ids, [1, ids.length]) });
  const values = mean?.data as Float32Array;
  const length = Math.hypot(...values) || 1;
  // The model gives 384 numbers; zeros fill the column's 512 and change no cosine.
  const vector = new Float32Array(DIMENSIONS);
  for (const [index, value] of values.entries()) vector[index] = value / length;
  return vector;
}

async function logitOf(session: InferenceSession, question: string, text: string): Promise<Float32Array> {
  const asked = tokenize(question, MAX_PAIR.question);
  // Without the piece that begins a text.
  const told = tokenize(text, MAX_PAIR.tokens - asked.length + 1).slice(1);
  const shape = [1, asked.length + told.length];
  const types = [...asked.map(() => 0n), ...told.map(() => 1n)];
  const { logit } = await session.run({
    input_ids: new Tensor('int64', BigInt64Array.from([...asked, ...told], BigInt), shape),
    token_type_ids: new Tensor('int64', BigInt64Array.from(types), shape),
  });
  return logit?.data as Float32Array;
}

const read = async (reading: Reading) =>
  typeof reading === 'string'
    ? vectorOf(await loading, reading)
    : logitOf(await (loadingPairs ??= load('cross-encoder.onnx')), reading.question, reading.text);

async function answer(task: EmbedTask): Promise<EmbedReply> {
  try {
    const vectors: Float32Array[] = [];
    for (const text of task.texts) vectors.push(await read(text));
    return { id: task.id, vectors };
  } catch (error) {
    return { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (task: EmbedTask) => {
  const reply = await answer(task);
  if (process.connected) process.send?.(reply);
});
