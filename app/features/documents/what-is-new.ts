const DAY = 86_400_000;
/** So long a document is new, days. */
const NEW_DAYS = 60;

type Dated = { updated_at: string; version: number };

/**
 * What of a library is new to its owner: what came or changed in the last two months, but not what was handed over
 * with the house, on the library's first day.
 */
export function newnessOf(library: readonly Dated[], now: Date): (item: Dated) => 'new' | 'new-version' | null {
  const first = Math.min(...library.map(({ updated_at }) => Date.parse(updated_at)));
  return ({ updated_at, version }) => {
    const at = Date.parse(updated_at);
    if (now.getTime() - at > NEW_DAYS * DAY) return null;
    if (version > 1) return 'new-version';
    return at - first > DAY ? 'new' : null;
  };
}
