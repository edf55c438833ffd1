import type { ChangeCause } from '#db/schema/change-words.ts';
import { joinRuns, locatePassage, type PlacedText } from '#app/features/retrieval/locate-passage.ts';
import { openTexts } from '#app/features/retrieval/passage-words.ts';
import { nearestPassage } from './nearest-passage.ts';

/** A document as owners read it now. */
export type PresentDocument = { deleted: boolean; houseTypes: readonly string[]; texts: readonly PlacedText[] };

export type StoredCitation = {
  page: number;
  quote: string;
  /** As it read when it was told; null while that is not known. */
  passage: string | null;
  houseType: string;
  mode: string | null;
};

export type Verdict = {
  /** What the citation stands for; null where it stands nowhere. */
  passage: string | null;
  changed: { cause: ChangeCause; was: string; now: string | null; nowPage: number | null } | null;
};

/** Sections are looked through as a whole. */
const LONGEST = 1_000_000;

/** Holds citations against a document, one by one: does each still say what was told (G12)? */
export function openJudge({ deleted, houseTypes, texts }: PresentDocument): (citation: StoredCitation) => Verdict {
  const runs = joinRuns(texts, { anyPage: true, longest: LONGEST });
  const present = openTexts([...runs, ...texts].map(({ text }) => text));
  return ({ page, quote, passage: known, houseType, mode }) => {
    const near = texts.filter((text) => Math.abs(text.page - page) <= 1);
    const passage = known ?? locatePassage(near, quote, mode === 'model');
    const was = passage ?? quote.replace(/…$/, '');
    const gone = (cause: ChangeCause) => ({ passage, changed: { cause, was, now: null, nowPage: null } });
    if (deleted) return gone('deleted');
    if (!houseTypes.includes(houseType)) return gone('audience');
    if (present.hold(was)) return { passage, changed: null };
    const now = nearestPassage(texts, { text: was, page });
    return now ? { passage, changed: { cause: 'reads', was, now: now.text, nowPage: now.page } } : gone('gone');
  };
}
