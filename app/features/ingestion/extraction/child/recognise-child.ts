import { Worker } from 'node:worker_threads';

import type { RecognitionTask } from '../process/child-protocol.ts';
import { openPictures } from '../recognition/draw-page.ts';
import { finishPage } from './finish-page.ts';
import { recognisePage, type RecognisedPage } from '../recognition/recognise-page.ts';
import { startEngine } from '../recognition/recognition-engine.ts';
import { writeFrame } from './write-frame.ts';

// The entry of the recognition process; nothing else imports it. A page that fails is told as one that cannot be read;
// what ends the process is the parent's to judge.

async function run(task: RecognitionTask): Promise<void> {
  const engine = await startEngine(task.languages);
  const pdf = await openPictures(task.path);
  writeFrame({ type: 'read' });
  for (const number of task.pages) {
    let read: RecognisedPage;
    try {
      const page = await pdf.page(number);
      read = await recognisePage(number, page, engine, task.coarse);
      page.release();
    } catch (error) {
      // An engine that has trapped answers nothing any more.
      if (error instanceof WebAssembly.RuntimeError) throw error;
      const text = 'The picture on this page is damaged, or too large to be drawn.';
      read = { number, text: '', headings: [], headingLevels: [], findings: [{ kind: 'picture', text }] };
    }
    writeFrame({ type: 'pages', pages: [finishPage(read, 'pdf')] });
  }
}

// pdf.js leaves rejections behind after an error was caught.
process.on('unhandledRejection', () => {});
const task = JSON.parse(process.argv[2] ?? '') as RecognitionTask;
new Worker(new URL('./child-watchdog.ts', import.meta.url), {
  workerData: {
    parent: process.ppid,
    deadlineMs: task.limits.pageTimeoutMs * (task.pages.length + 1) + 5_000,
    maxRssBytes: task.limits.maxRssMb * 1_048_576 * 1.5,
  },
  execArgv: ['--no-warnings'],
}).unref();
run(task).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    process.exit(1);
  },
);
