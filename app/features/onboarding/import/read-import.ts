import { z } from 'zod';
import { readCsv } from '#app/platform/csv/read-csv.ts';
import { AppError } from '#app/platform/errors.ts';
import { MAX_HOUSES } from './import-limits.ts';
import { headingOf, readHeadings, type ImportKey } from './import-columns.ts';

/** What a row says of a house; null where its cell is empty, which changes nothing. */
export type ImportRow = {
  /** As a spreadsheet counts: the headings are row 1. */
  row: number;
  development: string | null;
  label: string;
  address: string | null;
  eircode: string | null;
  houseType: string | null;
  purchaser: string | null;
  email: string | null;
  latitude: number | null;
  longitude: number | null;
  /** Cells that are wrong by themselves, and null here: they are told already, and the row is not imported. */
  faulty: ImportKey[];
};

/** What is wrong with a cell, in words that say what to do. */
export type ImportError = { row: number; column: string; message: string };

export type ReadImport = { rows: ImportRow[]; errors: ImportError[]; ignored: string[]; encoding: string };

const LIMITS: Record<ImportKey, number> = {
  development: 200,
  label: 200,
  address: 500,
  eircode: 12,
  houseType: 20,
  purchaser: 200,
  email: 254,
  latitude: 30,
  longitude: 30,
};

/**
 * The rows of an import and what is wrong with them by themselves. Throws AppError 422 for a file that is no CSV of
 * houses, and for one of more than 10,000.
 */
export function readImport(bytes: Uint8Array): ReadImport {
  const { rows: lines, encoding } = readCsv(bytes, MAX_HOUSES + 1);
  const first = lines.findIndex((line) => line.some((cell) => cell.trim() !== ''));
  const { columns, ignored, doubled } = readHeadings(lines[first] ?? []);
  if (!columns.has('label'))
    throw new AppError(
      'invalid-input',
      'No column is headed “House”. The first row must hold the headings; download the template for them.',
    );
  if (doubled.length > 0)
    throw new AppError(
      'invalid-input',
      `Two columns hold the same: ${doubled.map(headingOf).join(', ')}. Delete one of each.`,
    );
  const rows: ImportRow[] = [];
  const errors: ImportError[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= first || line.every((cell) => cell.trim() === '')) continue;
    const read = readRow(index + 1, line, columns);
    errors.push(...read.errors);
    if (read.row) rows.push(read.row);
  }
  if (rows.length === 0 && errors.length === 0)
    throw new AppError('invalid-input', 'There is no house below the headings. Write one in each row.');
  return { rows, errors, ignored, encoding };
}

function readRow(row: number, line: readonly string[], columns: ReadonlyMap<ImportKey, number>) {
  const errors: ImportError[] = [];
  const faulty: ImportKey[] = [];
  const wrong = (key: ImportKey, message: string) => {
    faulty.push(key);
    errors.push({ row, column: headingOf(key), message });
  };
  const text = (key: ImportKey): string | null => {
    const place = columns.get(key);
    const cell = (place === undefined ? '' : (line[place] ?? '')).trim().replaceAll(/\s+/g, ' ');
    if (cell.length > LIMITS[key])
      wrong(key, `This has ${cell.length} characters. Shorten it to at most ${LIMITS[key]}.`);
    return cell === '' || cell.length > LIMITS[key] ? null : cell;
  };
  const degrees = (key: 'latitude' | 'longitude', example: string): number | null => {
    const cell = text(key);
    if (cell === null) return null;
    // A decimal comma, and the minus of a typesetter.
    const number = /^[-\u2212]?\d{1,3}([.,]\d+)?$/.test(cell)
      ? Number(cell.replace(',', '.').replace('\u2212', '-'))
      : NaN;
    if (Number.isNaN(number)) wrong(key, `“${shown(cell)}” is no number of degrees. Write it like ${example}.`);
    return Number.isNaN(number) ? null : number;
  };
  const label = text('label');
  if (label === null && errors.length === 0)
    wrong('label', 'The house has no name or number. Write what people call it, such as “1 Longview Avenue”.');
  const mail = text('email');
  const isMail = mail !== null && z.email().safeParse(mail).success;
  if (mail !== null && !isMail)
    wrong('email', `“${shown(mail)}” is no e-mail address. Write one such as name@example.ie, or leave it empty.`);
  const purchaser = text('purchaser');
  const latitude = degrees('latitude', '51.9198');
  const longitude = degrees('longitude', '-8.1674');
  if ((latitude === null) !== (longitude === null) && !faulty.some((key) => key === 'latitude' || key === 'longitude'))
    wrong(latitude === null ? 'latitude' : 'longitude', 'Write both latitude and longitude, or neither.');
  const read: Omit<ImportRow, 'label'> = {
    row,
    development: text('development'),
    address: text('address'),
    eircode: text('eircode')?.toUpperCase() ?? null,
    houseType: text('houseType'),
    purchaser,
    email: isMail ? mail : null,
    latitude,
    longitude,
    faulty,
  };
  return { errors, row: label === null ? undefined : { ...read, label } };
}

/** The beginning of a cell, for a message. */
export const shown = (cell: string): string => (cell.length > 60 ? `${cell.slice(0, 60).toWellFormed()}…` : cell);
