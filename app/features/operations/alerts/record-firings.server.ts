import { hostname } from 'node:os';
import { v7 } from 'uuid';
import { endUnseenAlerts, markAlertsTold, saveSeenAlerts, type AlertLevel } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { logger } from '#app/platform/logger.ts';
import { tellOfAlerts, type AlertWays } from './tell-of-alerts.server.ts';

/** What stands in this process now: a rule, how bad, since when (milliseconds), and its value. */
export type StandingAlert = { rule: string; state: AlertLevel; since: number; value: number | null };

export type FiringRecorder = { note(standing: readonly StandingAlert[], now: number): Promise<void> };

type Seen = StandingAlert & { seenAt: number };

/** Nobody has seen it for three looks: it has ended. Seconds. */
const UNSEEN_SECONDS = 50;

/**
 * Stores what fires and when it ends (D9): one row for all processes, and whoever writes that it began, is worse or
 * has ended asks in the same transaction that somebody be told, so each is told once. While the database is away what
 * was seen waits, a rule once. Fed after each look of the process at itself. Never throws.
 */
export function createFiringRecorder(scope: PlatformScope, port: number, ways: AlertWays): FiringRecorder {
  const process = `${hostname().slice(0, 60)}:${port}`;
  const waiting = new Map<string, Seen>();
  return {
    async note(standing, now) {
      for (const one of standing) {
        const before = waiting.get(one.rule);
        const state = before?.state === 'critical' ? 'critical' : one.state;
        waiting.set(one.rule, { ...(before ?? one), state, seenAt: now });
      }
      const seen = [...waiting.values()].map(({ rule, state, value, since, seenAt }) => {
        const [sinceSeconds, seenSeconds] = [(Date.now() - since) / 1_000, (Date.now() - seenAt) / 1_000];
        return { id: v7(), rule, state, value, process, sinceSeconds, seenSeconds };
      });
      try {
        if (await save(scope, seen, ways)) wakeDispatcher();
        waiting.clear();
      } catch (error) {
        logger.warn('which alerts fire waits for the database', { detail: String(error) });
      }
    },
  };
}

/** True when somebody is to be told. */
function save(scope: PlatformScope, seen: Parameters<typeof saveSeenAlerts>[2], ways: AlertWays): Promise<boolean> {
  return withScope(
    scope,
    async (tx) => {
      await saveSeenAlerts(tx, scope, seen);
      const ended = await endUnseenAlerts(tx, scope, UNSEEN_SECONDS);
      const fired = await markAlertsTold(tx, scope);
      return tellOfAlerts(
        tx,
        [
          ...fired.map((id) => ({ what: 'fired' as const, id })),
          ...ended.map((id) => ({ what: 'ended' as const, id })),
        ],
        ways,
      );
    },
    { timeoutMs: 5_000 },
  );
}
