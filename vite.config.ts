import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

/** The server bundle starts at app/server/app.ts, so that the process and the routes share one instance of every module. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig)],
  build: {
    target: 'es2022',
    rollupOptions: isSsrBuild ? { input: './app/server/app.ts' } : undefined,
  },
  server: { host: '127.0.0.1' },
}));
