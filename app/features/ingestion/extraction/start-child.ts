import { spawn, type ChildProcess } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { lowerPriority } from '#app/platform/lower-priority.ts';
import type { ChildTask } from './child-protocol.ts';

// The bundle lives in build/server, the source does not move: found from the working directory.
const KIND = 'app/features/documents/kind';
const SOURCE = 'app/features/ingestion/extraction';

/**
 * Starts the process that reads one document: it may read that file and its own code, and knows nothing of the
 * environment.
 */
export async function startChild(task: ChildTask): Promise<ChildProcess> {
  const root = await realpath(process.cwd());
  // Node checks the resolved path, so a linked node_modules counts by its target.
  const modules = path.join(root, 'node_modules');
  const readable = [
    path.join(root, SOURCE, '*'),
    path.join(root, KIND, '*'),
    path.join(modules, '*'),
    path.join(await realpath(modules), '*'),
    path.join(root, 'app/platform/embeddings/minilm/vocabulary.txt'),
    path.join(root, 'package.json'),
    task.path,
  ];
  const flags = [
    `--max-old-space-size=${Math.max(64, Math.floor(task.limits.maxRssMb * 0.75))}`,
    '--permission',
    '--allow-worker',
    ...readable.map((entry) => `--allow-fs-read=${entry}`),
    '--no-warnings',
  ];
  const child = spawn(process.execPath, [...flags, path.join(root, SOURCE, 'extract-child.ts'), JSON.stringify(task)], {
    cwd: root,
    // Nothing is inherited: no secret can leak into, or out of, a parser of foreign files.
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  lowerPriority(child.pid);
  return child;
}
