import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import manifest from './package.json';
import remixConfig from './remix.config.js';

/**
 * The server bundle starts at app/server/main.ts, which imports Remix's own build, so that the process and the routes
 * share one instance of every module (docs/decisions/0001). It stands after Remix's plugin, whose input it replaces.
 * What is imported late is loaded late, and not, hoisted, at the start.
 */
const serverEntry: Plugin = {
  name: 'openhouse:server-entry',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? { build: { rollupOptions: { input: './app/server/main.ts', output: { hoistTransitiveImports: false } } } }
      : undefined,
};

/**
 * Scripts and styles for the browser as small as they get, beside the files themselves: compressed once, at the build,
 * since doing it well takes a hundred times as long as doing it with each answer (app/server/edge/built-files.ts).
 */
const compressOnce: Plugin = {
  name: 'openhouse:compress-once',
  apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
  async writeBundle({ dir = '' }, bundle) {
    const compress = promisify(brotliCompress);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    await Promise.all(
      Object.keys(bundle)
        .filter((name) => /\.(m?js|css)$/.test(name))
        .map(async (name) => {
          const file = join(dir, name);
          await writeFile(`${file}.br`, await compress(await readFile(file), { params }));
        }),
    );
  },
};

/**
 * Packages of which the server needs little: bundled, and so without what it does not use. As they are they cost the
 * process half a second at its start and over 100 MB (docs/decisions/0014). What they need themselves goes with them;
 * every other package of ours stays as it is.
 */
const bundled = new Set([
  'clsx',
  'drizzle-orm',
  'inngest',
  'lucide-react',
  'marked',
  'openai',
  'radix-ui',
  'tokenx',
  'zod',
]);
const external = [...Object.keys(manifest.dependencies).filter((name) => !bundled.has(name)), '@opentelemetry/api'];

/**
 * Resource routes have no code for the browser, and comments of packages are not ours to mend: neither is worth a
 * warning.
 */
const quiet = new Set(['EMPTY_BUNDLE', 'INVALID_ANNOTATION']);
const onwarn: Rollup.WarningHandlerWithDefault = (warning, warn) => {
  if (!quiet.has(warning.code ?? '')) warn(warning);
};

export default defineConfig(({ command }) => ({
  // In a build alone: development loads packages as they are.
  ssr: command === 'build' ? { noExternal: true, external } : {},
  plugins: [tailwindcss(), remix(remixConfig), serverEntry, compressOnce],
  build: { target: 'es2022', rollupOptions: { onwarn } },
  server: { host: '127.0.0.1' },
}));
