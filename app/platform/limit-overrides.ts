import { remember } from './remember.ts';

/** Other points than a limit's own, for a tenant or one of its houses, until `endsAt` (milliseconds since 1970). */
export type LimitOverride = { rule: string; tenantId: string; houseId: string | null; points: number; endsAt: number };

const held = remember('limit overrides', () => ({ bySubject: new Map<string, { points: number; endsAt: number }>() }));

/** Takes these, and no others, from now on; of two for the same the later one counts. */
export function holdOverrides(overrides: readonly LimitOverride[]): void {
  held.bySubject = new Map(
    overrides.map(({ rule, tenantId, houseId, points, endsAt }) => [
      `${rule} ${houseId ?? tenantId}`,
      { points, endsAt },
    ]),
  );
}

/** What holds for `key` in place of the points of `rule`: its own, else its tenant's; undefined without one. */
export function overriddenPoints(rule: string, key: string, tenantId: string | undefined): number | undefined {
  if (held.bySubject.size === 0) return undefined;
  for (const subject of [key, tenantId]) {
    const override = held.bySubject.get(`${rule} ${subject}`);
    if (override && override.endsAt > Date.now()) return override.points;
  }
  return undefined;
}
