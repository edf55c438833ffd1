import { setNoteEnd } from '#db/queries/insights/notes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireToCome } from './require-to-come.ts';

/**
 * Gives a note another end, or none (G9). Throws AppError: 404; 409 when a colleague has changed it since `seen`; 422
 * with the field for a day that is not to come.
 */
export async function changeNoteEnd(
  scope: TenantScope,
  { id, ends_on: endsOn, seen }: { id: string; ends_on: string | null; seen: string | null },
): Promise<void> {
  requireToCome(endsOn);
  await setEnd(scope, { id, endsOn, seen });
}

/** Ends a note today: from the commit on no answer and no search holds it. Throws AppError 404 or 409. */
export function endNoteNow(scope: TenantScope, { id, seen }: { id: string; seen: string | null }): Promise<void> {
  return setEnd(scope, { id, endsOn: isoDay(new Date()), seen });
}

async function setEnd(
  scope: TenantScope,
  { id, endsOn, seen }: { id: string; endsOn: string | null; seen: string | null },
): Promise<void> {
  await withScope(scope, async (tx) => {
    const outcome = await setNoteEnd(tx, scope, { id, endsOn, seen });
    if (outcome === 'none')
      throw new AppError('not-found', 'There is no such note, or it was deleted. Choose one from the list.');
    if (outcome === 'changed')
      throw new AppError(
        'conflict',
        'A colleague has changed when this note ends since you opened the page. Look at it below, and change it ' +
          'again if you still want to.',
      );
    const details = { before: seen, after: endsOn };
    await recordAudit(tx, scope, { action: 'note.end-changed', subjectType: 'document', subjectId: id, details });
  });
}
