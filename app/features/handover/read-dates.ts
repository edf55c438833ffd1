/** Months by their first three letters. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/;
const FIGURES = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b/;
const WORDS = /\b(\d{1,2})(?:st|nd|rd|th)?[ .-](?:of )?([A-Za-z]{3,9})\.?,?[ .-](\d{4}|\d{2})\b/;
const MONTH_FIRST = /\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/;

/** The first day that a line names, as `2026-02-24`; figures in the order day, month, year. */
export function readDate(line: string): string | undefined {
  const iso = ISO.exec(line);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const figures = FIGURES.exec(line);
  if (figures) return day(figures[3], figures[2], figures[1]);
  const words = WORDS.exec(line);
  if (words && monthOf(words[2])) return day(words[3], monthOf(words[2]), words[1]);
  const first = MONTH_FIRST.exec(line);
  if (first && monthOf(first[1])) return day(first[3], monthOf(first[1]), first[2]);
  return undefined;
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
