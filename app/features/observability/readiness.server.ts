import { remember } from '#app/platform/remember.ts';
export type DependencyState = { ok: boolean; kind: string; detail?: string };
type Check = () => Promise<DependencyState> | DependencyState;

const checks = remember('readiness', (): Map<string, Check> => new Map());

/** Adds a dependency to what /readyz reports (D7). The process registers them as it starts. */
export function registerReadinessCheck(name: string, check: Check): void {
  checks.set(name, check);
}

/**
 * Each dependency's state; ready when at least one is known and all are well. A check that throws or takes 5 s is not
 * well.
 */
export async function readiness(): Promise<{ ready: boolean; dependencies: Record<string, DependencyState> }> {
  const entries = await Promise.all(
    [...checks].map(async ([name, check]): Promise<[string, DependencyState]> => {
      try {
        return [name, await withDeadline(Promise.resolve(check()), 5_000)];
      } catch (error) {
        return [name, { ok: false, kind: 'unknown', detail: error instanceof Error ? error.message : String(error) }];
      }
    }),
  );
  return {
    ready: entries.length > 0 && entries.every(([, state]) => state.ok),
    dependencies: Object.fromEntries(entries),
  };
}

function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('did not answer in time')), milliseconds);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
