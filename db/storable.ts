/** `value` as PostgreSQL's jsonb can hold it: without NUL and lone surrogates, which JSON allows and jsonb refuses. */
export function storable<T>(value: T): T {
  const text = JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\uFFFD') : part,
  );
  return JSON.parse(text) as T;
}
