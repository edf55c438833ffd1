import { alertFirings } from '../schema/operations.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { pilotId } from './pilot-ids.ts';

const DAY_MS = 86_400_000;

/** An alert that fired a day ago, stood for some minutes, and that nobody has seen to. For tests only. */
export async function seedEndedAlert(): Promise<void> {
  const startedAt = new Date(Date.now() - DAY_MS);
  const endedAt = new Date(startedAt.getTime() + 200_000);
  const row = { rule: 'onboarding-slow', state: 'critical' as const, value: 2.75, process: 'a former process' };
  await withScope(systemScope('seed'), (tx) =>
    tx
      .insert(alertFirings)
      .values({ id: pilotId('alert', 'ended'), ...row, startedAt, seenAt: endedAt, endedAt })
      .onConflictDoNothing(),
  );
}
