import * as build from 'virtual:remix/server-build';
import { startApp } from './app.ts';
import { failToStart, run } from './run.ts';

/*
 * The entry of the production bundle, run by start.ts once the environment is checked and the secret is there.
 * `--demo`: pilot data and printed sign-ins.
 */

run(startApp, { build, mode: 'production', demo: process.argv.includes('--demo') }).catch(failToStart);
