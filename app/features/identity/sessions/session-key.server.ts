import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';

let secret: string | undefined;

/** The deployment's SESSION_SECRET, read (or, outside production, made) once a process. */
export function sessionSecret(): string {
  return (secret ??= resolveSessionSecret(env));
}
