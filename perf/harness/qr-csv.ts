export type QrRow = {
  house_id: string;
  label: string;
  house_type: string;
  purchaser: string;
  token: string;
  url: string;
};

const COLUMNS = ['house_id', 'label', 'house_type', 'purchaser', 'token', 'url'] as const;

/**
 * RFC 4180, with a byte order mark so that spreadsheets read the accents; a text that a spreadsheet would take for a
 * formula is quoted as text.
 */
export function qrCsv(rows: readonly QrRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => field(row[column])).join(','));
  return `\uFEFF${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function field(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
