import type { CsvCell } from '#app/platform/csv/write-csv.ts';
import { listDefects, type DefectFilter } from '#db/queries/care/defects.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { STATE_LABELS, TRADE_LABELS } from './defect-words.ts';

/** Rows of one query. */
const BATCH = 1_000;

export const DEFECT_HEADINGS = [
  'Reported',
  'Development',
  'House',
  'Room',
  'Description',
  'Trade',
  'State',
  'Due',
  'Visit',
  'Photos',
];

/** The defects that fit, newest first, a thousand at a time: never more is held. */
export async function* exportDefects(scope: TenantScope, filter: DefectFilter): AsyncGenerator<CsvCell[][]> {
  let before: string | undefined;
  for (;;) {
    const page = { ...filter, limit: BATCH, ...(before ? { before } : {}) };
    const rows = await withScope(scope, (tx) => listDefects(tx, scope, page), { readOnly: true });
    yield rows.map((row) => [
      isoDay(row.createdAt),
      row.developmentName,
      row.label,
      row.room,
      row.description,
      row.trade ? TRADE_LABELS[row.trade] : '',
      STATE_LABELS[row.state],
      row.dueOn,
      row.visitOn,
      row.photos,
    ]);
    before = rows.at(-1)?.id;
    if (rows.length < BATCH) return;
  }
}
