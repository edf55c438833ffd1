import { z } from 'zod';
import { listTerms as query, updateTerm } from '#db/queries/care/terms.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { termChangeSchema, termQuerySchema } from './schema.ts';

type Row = Awaited<ReturnType<typeof query>>[number];
export type TermItem = Omit<Row, 'documentId' | 'title' | 'page'> & {
  document: { id: string; title: string; page: number };
};

/** One page of what was found in the tenant's documents, the latest first (B1). */
export async function listTerms(
  scope: TenantScope,
  wanted: z.output<typeof termQuerySchema> & { limit: number },
): Promise<Page<TermItem>> {
  const [before] = decodeCursor(wanted.cursor, z.tuple([z.uuid()])) ?? [];
  const page = {
    limit: wanted.limit + 1,
    state: wanted.state,
    ...(before ? { before } : {}),
    ...(wanted.document_id ? { documentId: wanted.document_id } : {}),
  };
  const rows = await withScope(scope, (tx) => query(tx, scope, page), { readOnly: true });
  return takePage(rows, wanted.limit, describe, (row) => [row.id]);
}

function describe({ documentId, title, page, ...rest }: Row): TermItem {
  return { ...rest, document: { id: documentId, title, page } };
}

/**
 * Confirms what was found, as it stands or corrected, or dismisses it. Throws AppError 409 when somebody else did so
 * meanwhile, or it is not the tenant's.
 */
export async function decideTerm(scope: TenantScope, change: z.output<typeof termChangeSchema>): Promise<void> {
  const { id, version, subject, count, unit, state } = change;
  await withScope(scope, async (tx) => {
    if (!(await updateTerm(tx, scope, { id, version }, { subject, count, unit, state })))
      throw new AppError('conflict', 'Somebody else has decided about this meanwhile: look at what it says now.');
    await recordAudit(tx, scope, { action: `care-term.${state}`, subjectType: 'care-term', subjectId: id });
  });
}
