import { parseEnv, type Env } from './parse-env.ts';

/** The process's settings, parsed once. The only place that reads process.env. */
export const env: Env = parseEnv(process.env);
