const shared = globalThis as typeof globalThis & { __openhouse?: Map<string, unknown> };

/**
 * The process's one value of `key`, made when it is first asked for. Kept on globalThis, because the development server
 * evaluates changed modules anew. One key belongs to one caller: the type is what that caller says.
 */
export function remember<Value>(key: string, make: () => Value): Value {
  const kept = (shared.__openhouse ??= new Map<string, unknown>());
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as Value;
}
