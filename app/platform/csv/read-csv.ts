import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../errors.ts';
import { isDefused } from './write-csv.ts';

/** Characters of one row at most. */
const MAX_RECORD = 65_536;
/** Empty rows that a file may have besides. */
const MAX_EMPTY = 5_000;
/** Characters in which the separator is looked for. */
const HEAD = 10_000;
const SEPARATORS = [',', ';', '\t'] as const;

export type CsvFile = {
  /** Every row of the file, the headings first and empty rows too: row 1 of the spreadsheet is the first. */
  rows: string[][];
  /** How the file was read, in words. */
  encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
};

/**
 * Reads a CSV file whole: UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons or tabs, fields quoted or not.
 * What `csvLine` has made harmless is given back as it was; nothing is a formula. The caller bounds the bytes. Throws
 * AppError 422 for a file that is no CSV, and for more than `maxRows` rows that hold something.
 */
export function readCsv(bytes: Uint8Array, maxRows: number): CsvFile {
  const { text, encoding } = decode(bytes);
  const { body, separator } = separatorOf(text);
  try {
    const rows: string[][] = parse(body, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: MAX_RECORD,
      to: maxRows + MAX_EMPTY + 1,
    });
    const filled = rows.filter((row) => row.some((cell) => cell.trim() !== '')).length;
    if (filled > maxRows || rows.length > maxRows + MAX_EMPTY)
      throw new AppError(
        'invalid-input',
        `This file has more than ${formatted(maxRows - 1)} rows. Split it into files of at most so many, each with ` +
          'the headings in its first row.',
      );
    return { rows: rows.map((row) => row.map(undefuse)), encoding };
  } catch (error) {
    if (error instanceof CsvError) throw malformed(error);
    throw error;
  }
}

const formatted = (count: number) => count.toLocaleString('en-IE');
const undefuse = (cell: string) => (isDefused(cell) ? cell.slice(1) : cell);

function decode(bytes: Uint8Array): { text: string; encoding: CsvFile['encoding'] } {
  if (bytes.length === 0) throw new AppError('invalid-input', 'This file is empty. Choose the CSV file once more.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const label = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
    return { text: checked(new TextDecoder(label).decode(bytes)), encoding: 'UTF-16' };
  }
  // A spreadsheet's own file is a ZIP archive, or an older compound file.
  if ((bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) || (bytes[0] === 0xd0 && bytes[1] === 0xcf))
    throw new AppError(
      'invalid-input',
      'This is a spreadsheet, not a CSV file. In Excel choose “Save as” and “CSV UTF-8”, then choose that file.',
    );
  try {
    return { text: checked(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'UTF-8' };
  } catch (error) {
    if (error instanceof AppError) throw error;
    return { text: checked(new TextDecoder('windows-1252').decode(bytes)), encoding: 'Windows-1252' };
  }
}

function checked(text: string): string {
  if (text.includes('\0'))
    throw new AppError('invalid-input', 'This file holds bytes that are no text. Save it as “CSV UTF-8” once more.');
  return text.toWellFormed();
}

/** The separator that the first row uses most, outside quotes; Excel may say it in a line of its own, `sep=;`. */
function separatorOf(text: string): { body: string; separator: string } {
  const said = /^sep=([,;\t])\r?\n/i.exec(text);
  if (said?.[1]) return { body: text.slice(said[0].length), separator: said[1] };
  const counts = new Map<string, number>(SEPARATORS.map((one) => [one, 0]));
  let quoted = false;
  for (const character of text.slice(0, HEAD)) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') break;
    else counts.set(character, (counts.get(character) ?? -1) + 1);
  }
  const [separator] = SEPARATORS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return { body: text, separator: separator ?? ',' };
}

function malformed(error: CsvError): AppError {
  const line = typeof error['lines'] === 'number' ? `Near line ${error['lines']}: ` : '';
  const message = FAULTS[error.code] ?? 'this is not CSV as spreadsheets write it. Save it as “CSV UTF-8” once more.';
  return new AppError('invalid-input', `${line}${message}`, { cause: error });
}

const FAULTS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark (") is opened and never closed. Close it, or take it out.',
  INVALID_OPENING_QUOTE:
    'a quotation mark (") stands in the middle of a field. Put the whole field in quotation marks and write "" for ' +
    'one inside.',
  CSV_INVALID_CLOSING_QUOTE:
    'text follows a closing quotation mark ("). Write "" for a quotation mark inside a quoted field.',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${MAX_RECORD} characters. Is a quotation mark missing?`,
};
