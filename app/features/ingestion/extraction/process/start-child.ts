import { spawn, type ChildProcess } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { lowerPriority } from '#app/platform/lower-priority.ts';
import type { ChildTask, RecognitionTask } from './child-protocol.ts';

// The bundle lives in build/server, the source does not move: found from the working directory.
const KIND = 'app/features/documents/kind';
const PAGE_TEXT = ['list-marker.ts', 'table-row.ts', 'unread-pages.ts'].map(
  (name) => `app/features/documents/pages/${name}`,
);
const SOURCE = 'app/features/ingestion/extraction';
const CHILD = `${SOURCE}/child`;

/** Starts the process that reads one document. */
export const startChild = (task: ChildTask): Promise<ChildProcess> =>
  startReader('extract-child.ts', task, { modules: ['*'], maxRssMb: task.limits.maxRssMb });

/**
 * Starts the process that recognises the text on pictures of pages. Drawing is done by an addon, native code that the
 * permission model does not hold, so the process can read nothing but the packages that it needs.
 */
export const startRecogniser = (task: RecognitionTask): Promise<ChildProcess> =>
  startReader('recognise-child.ts', task, {
    modules: ['pdfjs-dist/*', 'dingbat-to-unicode/*', 'tesseract.js-core/*', '@tesseract.js-data/*', '@napi-rs/*'],
    maxRssMb: task.limits.maxRssMb,
    flags: ['--allow-addons'],
  });

/**
 * Starts a process that reads one file: it may read that file, the code of extraction and some packages, knows nothing
 * of the environment, and has no network.
 */
async function startReader(
  entry: string,
  task: { path: string; recognised?: string | undefined },
  given: { modules: string[]; maxRssMb: number; flags?: string[] },
): Promise<ChildProcess> {
  const root = await realpath(process.cwd());
  // Node checks the resolved path, so a linked node_modules counts by its target.
  const modules = path.join(root, 'node_modules');
  const folders = [modules, await realpath(modules)];
  const readable = [
    path.join(root, SOURCE, '*'),
    path.join(root, KIND, '*'),
    ...PAGE_TEXT.map((file) => path.join(root, file)),
    ...folders.flatMap((folder) => given.modules.map((name) => path.join(folder, name))),
    path.join(root, 'app/platform/embeddings/minilm/vocabulary.txt'),
    path.join(root, 'package.json'),
    task.path,
    ...(task.recognised ? [task.recognised] : []),
  ];
  const flags = [
    `--max-old-space-size=${Math.max(64, Math.floor(given.maxRssMb * 0.75))}`,
    '--permission',
    '--allow-worker',
    ...(given.flags ?? []),
    ...readable.map((file) => `--allow-fs-read=${file}`),
    '--no-warnings',
    `--import=${path.join(root, CHILD, 'no-network.ts')}`,
  ];
  const child = spawn(process.execPath, [...flags, path.join(root, CHILD, entry), JSON.stringify(task)], {
    cwd: root,
    // Nothing is inherited: no secret can leak into, or out of, a parser of foreign files.
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  lowerPriority(child.pid);
  return child;
}
