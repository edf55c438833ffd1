import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EmbedReply, EmbedTask } from './local-embedder-protocol.ts';
import { createWordPiece } from './word-piece.ts';

/*
 * The process that holds the local model (about 130 MB), so that the web process stays small and its event loop free.
 * Run natively by Node; talks over IPC and ends with its parent.
 */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on('SIGINT', () => {});

const MODEL = join(import.meta.dirname, 'minilm');
/** Longer texts were not seen in the model's training. */
const MAX_TOKENS = 256;
const DIMENSIONS = 512;

const tokenize = createWordPiece(readFileSync(join(MODEL, 'vocabulary.txt'), 'utf8'));
const loading = InferenceSession.create(join(MODEL, 'model.onnx'), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
});

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

async function answer(task: EmbedTask): Promise<EmbedReply> {
  try {
    const session = await loading;
    const vectors: Float32Array[] = [];
    for (const text of task.texts) vectors.push(await vectorOf(session, text));
    return { id: task.id, vectors };
  } catch (error) {
    return { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (task: EmbedTask) => {
  const reply = await answer(task);
  if (process.connected) process.send?.(reply);
});
