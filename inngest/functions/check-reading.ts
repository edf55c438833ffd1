import type { GetStepTools } from 'inngest';
import { beginTrial, type TrialIds } from '#app/features/insights/checks/begin-trial.server.ts';
import { endTrial } from '#app/features/insights/checks/end-trial.server.ts';
import { tryChecks } from '#app/features/insights/checks/try-checks.server.ts';
import type { CheckModel } from '#app/features/insights/checks/ask-check.server.ts';
import type { TenantScope } from '#db/scope.ts';
import { readerScope } from '#db/scope-makers.ts';
import type { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** `held`: it waits for a decision. `tried`: there is a trial; `libraryVersion` is of the library that it holds for. */
export type Checked = { held: boolean; tried: boolean; libraryVersion: string | null };

/**
 * The steps between the vectors of a reading and its publication: the approved answers of its development, as they
 * would be with it (G11). `suffix` tells the steps of one round from those of another.
 */
export async function checkReading(
  step: GetStepTools<typeof inngest>,
  scope: TenantScope,
  ids: TrialIds,
  { suffix, model }: { suffix: string; model: () => CheckModel },
): Promise<Checked> {
  const trial = await step.run(`check-begin${suffix}`, () => inStep(() => beginTrial(scope, ids)));
  const { tried, libraryVersion } = trial;
  if (libraryVersion === null) return { held: false, tried, libraryVersion };
  let after: string | null = null;
  for (let batch = 0; ; batch += 1) {
    const from: string | null = after;
    after = await step.run(`check-${batch}${suffix}`, () =>
      inStep(() => tryChecks(scope, ids, { after: from, libraryVersion }, { model: model(), reader: asReader })),
    );
    if (after === null) break;
  }
  const held = await step.run(`check-end${suffix}`, () => inStep(() => endTrial(scope, ids)));
  return { held, tried, libraryVersion };
}

/** Somebody of a house type who asks the documents, for a check. */
export const asReader = (reader: Parameters<typeof readerScope>[0]) => readerScope(reader, 'answer-check');
