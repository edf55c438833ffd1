import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cleanEnvironment } from '../harness/target/clean-environment.ts';
import { freePort } from '../../e2e/support/free-port.ts';
import type { ProcessLedger } from '../harness/processes.ts';

export const TRIVIAL_TEXT = 'A page with nothing to do';

/** One page of Remix without a loader, behind the Express adapter, as its own documentation sets it up. */
const FILES = {
  'package.json': JSON.stringify({
    name: 'trivial-remix',
    private: true,
    type: 'module',
    sideEffects: false,
    dependencies: {
      '@remix-run/express': '*',
      '@remix-run/node': '*',
      '@remix-run/react': '*',
      express: '*',
      react: '*',
      'react-dom': '*',
    },
  }),
  'vite.config.js':
    `import { vitePlugin as remix } from '@remix-run/dev';\nexport default { plugins: [remix({ future: { ` +
    `v3_singleFetch: true, v3_lazyRouteDiscovery: false } })], logLevel: 'warn' };\n`,
  // Remix's own entry asks the package isbot who is calling, and installs it when it is missing; this one is the same
  // for every caller.
  'app/entry.server.jsx':
    `import { PassThrough } from 'node:stream';\nimport { createReadableStreamFromReadable } from ` +
    `'@remix-run/node';\nimport { RemixServer } from '@remix-run/react';\nimport { renderToPipeableStream } from ` +
    `'react-dom/server';\nexport default (request, status, headers, context) => new Promise((resolve, reject) => ` +
    `{\n  const { pipe } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {\n    ` +
    `onShellReady() {\n      const body = new PassThrough();\n      headers.set('Content-Type', 'text/html');\n    ` +
    `  resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));\n      pipe(body);\n    ` +
    `},\n    onShellError: reject,\n  });\n});\n`,
  'app/root.jsx':
    `import { Links, Meta, Outlet, Scripts } from '@remix-run/react';\nexport default function Root() {\n  return ` +
    `<html lang="en"><head><Meta /><Links /></head><body><Outlet /><Scripts /></body></html>;\n}\n`,
  'app/routes/_index.jsx': `export const meta = () => [{ title: 'Trivial' }];\nexport default function Page() {\n 
    return <main><h1>${TRIVIAL_TEXT}</h1></main>;\n}\n`,
  'server.js':
    `import { createRequestHandler } from '@remix-run/express';\nimport express from 'express';\nimport * as build ` +
    `from './build/server/index.js';\nconst app = express();\napp.disable('x-powered-by');\napp.all('*', ` +
    `createRequestHandler({ build, mode: 'production' }));\napp.listen(Number(process.env.PORT), '127.0.0.1');\n`,
};

/**
 * Builds the trivial application once, and starts it for production on a free port; `flags` are those of the server it
 * is compared with.
 */
export async function startTrivialApp(options: {
  cache: string;
  flags: readonly string[];
  ledger: ProcessLedger;
}): Promise<{ baseUrl: string }> {
  const key = createHash('sha256').update(JSON.stringify(FILES)).digest('hex').slice(0, 12);
  const folder = join(options.cache, `trivial-remix-${key}`);
  if (!existsSync(join(folder, 'built'))) {
    rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    await finished(
      start(
        ['--', join(process.cwd(), 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js'), 'vite:build'],
        folder,
        {},
        options.ledger,
        'build of the trivial app',
      ),
    );
    writeFileSync(join(folder, 'built'), '');
  }
  const port = await freePort();
  const server = start([...options.flags, 'server.js'], folder, { PORT: String(port) }, options.ledger, 'trivial app');
  const baseUrl = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const text = await fetch(baseUrl).then(
      (response) => response.text(),
      () => '',
    );
    if (text.includes(TRIVIAL_TEXT)) return { baseUrl };
    if (server.child.exitCode !== null) break;
    await delay(100);
  }
  throw new Error(`The trivial Remix application does not answer: ${server.words()}`);
}

type Started = { child: ChildProcess; words(): string };

function start(args: string[], cwd: string, env: Record<string, string>, ledger: ProcessLedger, what: string): Started {
  const child = spawn(process.execPath, args, {
    cwd,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: cleanEnvironment({ ...env, NODE_ENV: 'production' }),
  });
  ledger.add(child, what);
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2_000)));
  return { child, words: () => words };
}

async function finished({ child, words }: Started): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The trivial Remix application could not be built: ${words()}`)),
    );
  });
}
