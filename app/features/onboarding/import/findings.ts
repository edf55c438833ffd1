import { z } from 'zod';
import type { ImportPlan, PlannedHouse } from './plan-import.ts';
import type { ReadImport } from './read-import.ts';

/** Errors and houses that a page names; the rest is counted. */
export const SHOWN = 200;

const house = z.object({ row: z.number(), label: z.string(), development: z.string() });

/** What a check has found, as it is kept for its page. */
export const findingsSchema = z.object({
  encoding: z.string(),
  ignored: z.array(z.string()),
  counts: z.object({ added: z.number(), changed: z.number(), unchanged: z.number(), errors: z.number() }),
  errors: z.array(z.object({ row: z.number(), column: z.string(), message: z.string() })),
  added: z.array(house.extend({ houseType: z.string(), purchaser: z.string() })),
  changed: z.array(
    house.extend({ changes: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })) }),
  ),
});
export type Findings = z.output<typeof findingsSchema>;

export function describePlan(plan: ImportPlan, read: ReadImport): Findings {
  const named = ({ row, label, developmentName }: PlannedHouse) => ({ row, label, development: developmentName });
  return {
    encoding: read.encoding,
    ignored: read.ignored.slice(0, 20),
    counts: {
      added: plan.added.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      errors: plan.errors.length,
    },
    errors: plan.errors.slice(0, SHOWN),
    added: plan.added.slice(0, SHOWN).map((one) => ({
      ...named(one),
      houseType: one.after.houseType,
      purchaser: one.buyer?.fullName ?? '',
    })),
    changed: plan.changed.slice(0, SHOWN).map((one) => ({ ...named(one), changes: one.changes })),
  };
}
