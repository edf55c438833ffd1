import { contentDisposition } from '../storage.ts';

/** A number is written as it is; of a text nothing can become a formula; null is an empty field. */
export type CsvCell = string | number | null;

/** Tells spreadsheets that a file is UTF-8. */
const MARK = '\uFEFF';

/**
 * What spreadsheets take for a formula, or drop at the beginning of a cell, gets an apostrophe before it; so does a
 * text that has one there already, so that `readCsv` gives back what was written.
 */
const FORMULA = /^'*\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^'*[\t\r\n]/;

/** True for a text that `readCsv` takes an apostrophe from. */
export const isDefused = (text: string): boolean => text.startsWith("'") && FORMULA.test(text);

function csvField(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file (RFC 4180) with its end. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(csvField).join(',')}\r\n`;

/**
 * A download whose lines are written as they are read, `batches` of them at a time: what the first batch throws is the
 * answer, later ones break the download off.
 */
export async function csvResponse(
  name: string,
  headings: readonly string[],
  batches: AsyncIterator<readonly (readonly CsvCell[])[]>,
): Promise<Response> {
  const encoder = new TextEncoder();
  let lines: readonly (readonly CsvCell[])[] = [headings];
  let next = await batches.next();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const mark = lines[0] === headings ? MARK : '';
        controller.enqueue(encoder.encode(mark + lines.map(csvLine).join('')));
        if (next.done) return controller.close();
        lines = next.value;
        next = await batches.next();
      },
      async cancel() {
        await batches.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition(name, true),
      'Cache-Control': 'no-store',
    },
  });
}
