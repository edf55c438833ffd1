/** Whether the last day of a paper is over; `today` and it as `2026-02-24`. */
export const isPast = (validUntil: string | null | undefined, today: string): boolean =>
  validUntil !== null && validUntil !== undefined && validUntil < today;

/** How a house stands with a page that shows its paper: what has run out is neither confirmed nor found. */
export function stateOf(
  decision: 'confirmed' | null,
  validUntil: string | null,
  today: string,
): 'confirmed' | 'found' | 'expired' {
  if (isPast(validUntil, today)) return 'expired';
  return decision ?? 'found';
}
