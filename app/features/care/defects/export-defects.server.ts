import { listDefects, type DefectFilter } from '#db/queries/care/defects.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { STATE_LABELS, TRADE_LABELS } from './defect-words.ts';

/** Rows of one query, and of a file. */
const BATCH = 1_000;
const MOST = 10_000;

const HEADERS = ['Reported', 'Development', 'House', 'Room', 'Description', 'Trade', 'State', 'Due', 'Visit', 'Photos'];

/** The defects that fit as CSV (RFC 4180, UTF-8 with a mark for spreadsheets), newest first, at most ten thousand. */
export async function exportDefects(scope: TenantScope, filter: DefectFilter): Promise<string> {
  const lines = [HEADERS];
  let before: string | undefined;
  while (lines.length <= MOST) {
    const page = { ...filter, limit: BATCH, ...(before ? { before } : {}) };
    const rows = await withScope(scope, (tx) => listDefects(tx, scope, page), { readOnly: true });
    for (const row of rows)
      lines.push([
        isoDay(row.createdAt),
        row.developmentName,
        row.label,
        row.room,
        row.description,
        row.trade ? TRADE_LABELS[row.trade] : '',
        STATE_LABELS[row.state],
        row.dueOn ?? '',
        row.visitOn ?? '',
        String(row.photos),
      ]);
    before = rows.at(-1)?.id;
    if (rows.length < BATCH) break;
  }
  return `\uFEFF${lines.map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula is shown as the text that it is. */
function csvField(text: string): string {
  const safe = /^[\t\r ]*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
