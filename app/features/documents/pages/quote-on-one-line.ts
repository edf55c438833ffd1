/** A quoted table's cells and rows, run together for reading. */
export const quoteOnOneLine = (quote: string): string =>
  quote
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' / ')
    .replaceAll(/(?:^|\s)\|(?=\s|$)/g, ' ·');
