import type { LeftBehind } from '#app/platform/data-lock.ts';
import { reportError } from '#app/features/observability/report-error.server.ts';

/** Writes down, in the errors log and where administrators look, that the run before ended without a shutdown. */
export function reportUncleanEnd({ pid, lastSeen }: LeftBehind): void {
  const who = pid === null ? '' : ` (process ${pid})`;
  const reason =
    `The last run${who} ended without a goodbye; it was last seen at ${lastSeen.toISOString()}. Probably it was ` +
    'killed (kill -9, out of ' +
    'memory) or the machine lost power: docs/runbook.md, “A run that ended without a goodbye”, says where to look.';
  reportError({
    kind: 'api',
    code: 'unclean-end',
    level: 'warn',
    expected: true,
    route: 'start',
    error: new Error(reason),
  });
}
