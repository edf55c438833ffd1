import type { TypeNames } from './type-names.ts';

/** Whom a text speaks of: every house, this one by its type's name, or other types alone. */
export type SpeaksFor = 'all' | 'own' | 'others';

/** A house that asks: its type's code, and how its development names all of them. */
export type Listener = { houseType: string; names: TypeNames };

export function weigh(named: ReadonlySet<string>, houseType: string): SpeaksFor {
  if (named.size === 0) return 'all';
  return named.has(houseType) ? 'own' : 'others';
}
