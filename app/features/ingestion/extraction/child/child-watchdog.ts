import { parentPort, workerData } from 'node:worker_threads';

/**
 * A thread inside the extraction child. It ends the process when the parent can no longer
 * do so: after a kill -9 of the application a parser stuck in a loop would otherwise run
 * for ever, since its own event loop never turns.
 */
const { parent, deadlineMs, maxRssBytes } = workerData as {
  parent: number;
  deadlineMs: number;
  maxRssBytes: number;
};

const started = Date.now();
let working = true;
// The work is done: what is left is handed over at the pace at which the parent stores it.
parentPort?.once('message', () => {
  working = false;
});
setInterval(() => {
  const orphaned = process.ppid !== parent;
  const late = working && Date.now() - started > deadlineMs;
  if (orphaned || late || process.memoryUsage.rss() > maxRssBytes) process.kill(process.pid, 'SIGKILL');
}, 250);
