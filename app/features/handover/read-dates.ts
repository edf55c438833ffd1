/** Months by their first three letters. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const FIGURES = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b/g;
const WORDS = /\b(\d{1,2})(?:st|nd|rd|th)?[ .-](?:of )?([A-Za-z]{3,9})\.?,?[ .-](\d{4}|\d{2})\b/g;
const MONTH_FIRST = /\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/g;
const FORMS: readonly [RegExp, (match: RegExpMatchArray) => string | undefined][] = [
  [ISO, ([, year, month, date]) => day(year, month, date)],
  [FIGURES, ([, date, month, year]) => day(year, month, date)],
  [WORDS, ([, date, month, year]) => day(year, monthOf(month), date)],
  [MONTH_FIRST, ([, month, date, year]) => day(year, monthOf(month), date)],
];

/** The first day that a line names, as `2026-02-24`; figures in the order day, month, year. What is no day is none. */
export function readDate(line: string): string | undefined {
  let first: { at: number; day: string } | undefined;
  for (const [form, read] of FORMS)
    for (const match of line.matchAll(form)) {
      const found = read(match);
      if (found && (first === undefined || match.index < first.at)) first = { at: match.index, day: found };
    }
  return first?.day;
}

function monthOf(word = ''): string | undefined {
  const at = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 ? undefined : String(at + 1);
}

function day(year = '', month = '', date = ''): string | undefined {
  const [y, m, d] = [Number(year.length === 2 ? `20${year}` : year), Number(month), Number(date)];
  const moment = new Date(Date.UTC(y, m - 1, d));
  const exists = y >= 1970 && y < 2200 && moment.getUTCMonth() === m - 1 && moment.getUTCDate() === d;
  return exists ? moment.toISOString().slice(0, 10) : undefined;
}

/** The same day so many years later. */
export function addYears(from: string, years: number): string {
  const moment = new Date(`${from}T00:00:00Z`);
  moment.setUTCFullYear(moment.getUTCFullYear() + years);
  return moment.toISOString().slice(0, 10);
}
