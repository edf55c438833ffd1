import { AppError } from './errors.ts';

/** Text that a database can keep: no NUL, and each surrogate in its pair. */
export const isPlainText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** `text` as a database can keep it, at most `max` characters. */
export const toPlainText = (text: string, max: number): string =>
  text.slice(0, max).replaceAll('\0', '').toWellFormed();

/**
 * Throws a 422 AppError that names the field of the first text in `value` (of any depth, keys too) that is not plain.
 */
export function assertPlainText(value: unknown): void {
  const open: [path: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, current] = next;
    if (typeof current === 'string' && !isPlainText(current)) throw notPlain(path);
    if (typeof current !== 'object' || current === null) continue;
    for (const [key, child] of Object.entries(current)) {
      if (!isPlainText(key)) throw notPlain(path);
      open.push([path ? `${path}.${key}` : key, child]);
    }
  }
}

function notPlain(path: string): AppError {
  const field = path || 'body';
  const message = 'holds a character that is no text (NUL, or half of one). Take it out.';
  return new AppError('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });
}
