import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import remixConfig from './remix.config.js';

/**
 * The server bundle starts at app/server/app.ts, which imports Remix's own build, so that the process and the routes share one
 * instance of every module (docs/decisions/0001). It stands after Remix's plugin, whose input it replaces.
 */
const serverEntry: Plugin = {
  name: 'openhouse:server-entry',
  config: (_config, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { input: './app/server/app.ts' } } } : undefined),
};

/** Resource routes have no code for the browser, and comments of packages are not ours to mend: neither is worth a warning. */
const quiet = new Set(['EMPTY_BUNDLE', 'INVALID_ANNOTATION']);
const onwarn: Rollup.WarningHandlerWithDefault = (warning, warn) => {
  if (!quiet.has(warning.code ?? '')) warn(warning);
};

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), serverEntry],
  build: { target: 'es2022', rollupOptions: { onwarn } },
  ssr: { noExternal: [/^drizzle-orm/, /^lucide-react/, /^radix-ui/, /^@radix-ui\//, /^inngest/, /^zod/, /^openai/, 'marked', /^drizzle/] },
  server: { host: '127.0.0.1' },
});
