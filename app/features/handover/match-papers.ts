import type { IdentityLine, PaperCopy, PaperDecision, PaperFind, PaperState } from '#db/schema/handover-words.ts';
import { nameHouses, readNames, type Named, type NamedHouse } from './name-house.ts';
import { isPast, stateOf } from './paper-state.ts';
import type { RuleSet } from './rules/rule-set.ts';

export type HouseToMatch = NamedHouse & { houseType: string };

/** A document with what was found in it. */
export type DocumentToMatch = {
  documentId: string;
  title: string;
  houseTypes: readonly string[];
  cover: readonly IdentityLine[];
  finds: readonly PaperFind[];
};

/** What staff have decided about a paper of a house. */
export type Decided = {
  decision: PaperDecision | null;
  refused: readonly string[];
  documentId: string | null;
  page: number | null;
  quote: string;
  fingerprint: string | null;
  validUntil: string | null;
};

/** How a house stands with a slot. */
export type Paper = {
  houseId: string;
  slot: string;
  state: PaperState;
  decision: PaperDecision | null;
  documentId: string | null;
  page: number | null;
  quote: string;
  fingerprint: string | null;
  names: string;
  validUntil: string | null;
  copies: PaperCopy[];
};

/** `own`: names this house; `general`: names none; `claimed`: its document is of this house, the page of another. */
type Relation = 'own' | 'general' | 'claimed' | 'stranger';
type Candidate = { find: PaperFind; document: DocumentToMatch; named: Named; claims: ReadonlySet<string> };

const MAX_COPIES = 5;

/** What a paper is to a house; undefined: nothing. */
function relationOf({ find, named, claims }: Candidate, house: HouseToMatch): Relation | undefined {
  if (named.conflict) return named.houses.has(house.id) || claims.has(house.id) ? 'claimed' : undefined;
  if (named.houses.size > 0) {
    if (named.houses.has(house.id)) return 'own';
    if (claims.has(house.id)) return 'claimed';
    // Perhaps it is among those that are not kept.
    return find.namesMore ? 'general' : undefined;
  }
  if (named.stranger !== null) {
    if (claims.has(house.id)) return 'claimed';
    return claims.size === 0 ? 'stranger' : undefined;
  }
  if (claims.size > 0) return claims.has(house.id) ? 'own' : undefined;
  return 'general';
}

/** Holds the papers that were found against the houses of a development. */
export function openMatcher(
  rules: RuleSet,
  houses: readonly HouseToMatch[],
  documents: readonly DocumentToMatch[],
  today: string,
) {
  const names = nameHouses(houses);
  const labels = new Map(houses.map(({ id, label }) => [id, label]));
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  const bySlot = new Map<string, { ofHouse: Map<string, Candidate[]>; ofAll: Candidate[] }>();
  const numbers = new Map<string, Candidate[]>();
  for (const document of documents) {
    const claims = claimsOf(document);
    for (const find of document.finds)
      file({ find, document, named: readNames(names, find.lines, find.scanned), claims });
  }

  /** The houses that a document says it is about: by its title, else by its first page. */
  function claimsOf({ title, cover }: DocumentToMatch): ReadonlySet<string> {
    const byTitle = readNames(names, [{ text: title, of: 'dwelling' }], false).houses;
    if (byTitle.size > 0) return byTitle;
    const byCover = readNames(names, cover, true).houses;
    return byCover.size === 1 ? byCover : new Set();
  }

  function file(candidate: Candidate): void {
    const { find, named, claims } = candidate;
    const kept = bySlot.get(find.slot) ?? { ofHouse: new Map<string, Candidate[]>(), ofAll: [] };
    bySlot.set(find.slot, kept);
    const whose = new Set([...named.houses, ...claims]);
    for (const id of whose) kept.ofHouse.set(id, [...(kept.ofHouse.get(id) ?? []), candidate]);
    if (whose.size === 0 || find.namesMore) kept.ofAll.push(candidate);
    if (!find.number || named.houses.size !== 1 || named.conflict) return;
    const key = `${find.slot} ${find.number}`;
    numbers.set(key, [...(numbers.get(key) ?? []), candidate]);
  }

  const hasEnded = ({ find }: Candidate) => isPast(find.validUntil, today);

  function whoseName({ named }: Candidate, house: HouseToMatch): string {
    const other = [...named.houses].find((id) => id !== house.id);
    return (named.stranger ?? (other ? labels.get(other) : undefined) ?? '').slice(0, 200);
  }

  function copiesOf(chosen: Candidate, others: readonly Candidate[]): PaperCopy[] {
    const sameNumber = chosen.find.number ? (numbers.get(`${chosen.find.slot} ${chosen.find.number}`) ?? []) : [];
    const copies = [...others.filter((other) => isCopy(chosen, other)), ...sameNumber].filter(
      (other) => !isSamePage(chosen, other),
    );
    return [...new Set(copies)]
      .slice(0, MAX_COPIES)
      .map(({ document, find }) => ({ documentId: document.documentId, page: find.page }));
  }

  return (house: HouseToMatch, decided: ReadonlyMap<string, Decided>): Paper[] =>
    rules.slots.map(({ id: slot }) => {
      const { ofHouse, ofAll } = bySlot.get(slot) ?? { ofHouse: new Map<string, Candidate[]>(), ofAll: [] };
      const before = decided.get(slot);
      const visible = [...new Set([...(ofHouse.get(house.id) ?? []), ...ofAll])].filter(({ document }) =>
        document.houseTypes.includes(house.houseType),
      );
      const candidates = visible.filter(({ find }) => !before?.refused.includes(find.fingerprint));
      const nothing = { ...EMPTY, houseId: house.id, slot };
      if (before?.decision === 'waived') return { ...nothing, state: 'waived', decision: 'waived' };
      const kept = before?.decision === 'confirmed' ? confirmed(nothing, before, house, byId, today) : undefined;
      if (kept?.state === 'confirmed') return kept;
      const of = (relation: Relation) =>
        candidates
          .filter((candidate) => relationOf(candidate, house) === relation)
          .toSorted((a, b) => b.find.score - a.find.score || a.find.page - b.find.page);
      const { own, chosen, state } = choose(of, hasEnded);
      // One that was confirmed and has run out stays until there is one that is good.
      if (kept && state !== 'found') return kept;
      if (!chosen) return { ...nothing, state: candidates.length < visible.length ? 'refused' : 'missing' };
      const valid = own.filter((one) => !hasEnded(one));
      return {
        ...nothing,
        state,
        documentId: chosen.document.documentId,
        page: chosen.find.page,
        quote: chosen.find.quote,
        fingerprint: chosen.find.fingerprint,
        names: state === 'other' ? whoseName(chosen, house) : own.includes(chosen) ? house.label : '',
        validUntil: chosen.find.validUntil ?? null,
        copies: valid.includes(chosen) ? copiesOf(chosen, valid) : [],
      };
    });
}

const EMPTY = {
  decision: null,
  documentId: null,
  page: null,
  quote: '',
  fingerprint: null,
  names: '',
  validUntil: null,
  copies: [],
};

/** A page that staff have confirmed, as it is read now; undefined where the house sees its document no more. */
function confirmed(
  nothing: Omit<Paper, 'state'>,
  before: Decided,
  { houseType }: HouseToMatch,
  documents: ReadonlyMap<string, DocumentToMatch>,
  today: string,
): Paper | undefined {
  const { documentId, page, fingerprint } = before;
  const document = documents.get(documentId ?? '');
  if (document && !document.houseTypes.includes(houseType)) return undefined;
  const find = document?.finds.find((one) => one.slot === nothing.slot && one.fingerprint === fingerprint);
  const { quote } = find ?? before;
  const validUntil = find ? (find.validUntil ?? null) : before.validUntil;
  const state = stateOf('confirmed', validUntil, today);
  return { ...nothing, state, decision: 'confirmed', documentId, page, quote, fingerprint, validUntil };
}

/** The page that is shown of those of a slot, and how the house stands by it. */
function choose(of: (relation: Relation) => Candidate[], hasEnded: (one: Candidate) => boolean) {
  const [own, general] = [of('own'), of('general')];
  const ordered: [Candidate | undefined, PaperState][] = [
    [own.find((one) => !hasEnded(one)), 'found'],
    [own[0], 'expired'],
    [of('claimed')[0], 'other'],
    [general.find((one) => !hasEnded(one)), 'found'],
    [general[0], 'expired'],
    [of('stranger')[0], 'other'],
  ];
  const [chosen, state] = ordered.find(([candidate]) => candidate !== undefined) ?? [undefined, 'missing' as const];
  return { own, chosen, state };
}

const isSamePage = (a: Candidate, b: Candidate) =>
  a.document.documentId === b.document.documentId && a.find.page === b.find.page;

/** The same paper once more: its number, its words, or another file of the kind without a number to tell them apart. */
function isCopy(a: Candidate, b: Candidate): boolean {
  if (isSamePage(a, b)) return false;
  if (a.find.fingerprint === b.find.fingerprint) return true;
  if (a.find.number && b.find.number) return a.find.number === b.find.number;
  return a.document.documentId !== b.document.documentId;
}
