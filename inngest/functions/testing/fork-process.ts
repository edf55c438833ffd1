import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/**
 * Starts `script` of this folder as a process that keeps its data in `dataDir` and knows no service; `errors` tells the
 * end of what it wrote to stderr.
 */
export function forkProcess(
  script: string,
  args: string[],
  dataDir: string,
): { child: ChildProcess; errors: () => string } {
  const child = fork(join(import.meta.dirname, script), args, {
    execArgv: ['--no-warnings'],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      LOG_DIR: join(dataDir, 'logs'),
      LOG_LEVEL: 'silent',
      DATABASE_URL: '',
      SMTP_URL: '',
      NODE_ENV: 'test',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4000)));
  return { child, errors: () => errors };
}
