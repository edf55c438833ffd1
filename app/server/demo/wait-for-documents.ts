import type { Pilot } from './seed-longview.ts';
import { countVersionStates } from '#db/queries/documents/counts.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';

/** Milliseconds between two looks at the pilot's documents. */
const LOOK = 500;

/**
 * Resolves when every pilot document has been read, or failed to be, and prints how far it is: a printed link leads to
 * a house that can answer. After `deadlineMs` the rest is left to go on behind a running application.
 */
export async function waitForDocuments(
  pilot: Pick<Pilot, 'tenantId' | 'documentIds'>,
  deadlineMs = 240_000,
): Promise<void> {
  const scope = jobScope('start', pilot.tenantId);
  const started = Date.now();
  let shown = '';
  while (Date.now() - started < deadlineMs) {
    const { done, open } = await withScope(scope, (tx) => countVersionStates(tx, scope, pilot.documentIds), {
      readOnly: true,
    });
    const line = `Reading the pilot's documents: ${done} of ${done + open}`;
    if (open > 0 && line !== shown) process.stdout.write(`${line}\n`);
    shown = line;
    if (open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
