/*
 * Checks of what arrives from outside, for the browser: a schema library there would cost more than the chat (F8).
 * Each throws a TypeError that names the fault.
 */

type Fields = Readonly<Record<string, unknown>>;

const wrong = (name: string, expected: string): TypeError => new TypeError(`${name}: expected ${expected}`);

export function fieldsOf(value: unknown, name = 'value'): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'object');
  return value as Fields;
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw wrong(name, 'string');
  return value;
}

export function number(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(name, 'number');
  return value;
}

export function truth(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw wrong(name, 'boolean');
  return value;
}

export function list<T>(fields: Fields, name: string, read: (item: Fields) => T): T[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw wrong(name, 'array');
  return value.map((item) => read(fieldsOf(item, name)));
}

export function oneOf<T extends string>(fields: Fields, name: string, values: readonly T[]): T {
  const value = values.find((one) => one === fields[name]);
  if (value === undefined) throw wrong(name, values.join(', '));
  return value;
}

/** What `read` gives, or undefined for a field that is missing or null. */
export function maybe<T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T): T | undefined {
  return fields[name] === undefined || fields[name] === null ? undefined : read(fields, name);
}
