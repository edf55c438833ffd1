import type { IdentityLine, PaperFind } from '#db/schema/handover-words.ts';
import { lastDayOf } from './last-day.ts';
import { matchTitles, type Embed, type TitleMatch, type Titles } from './match-titles.ts';
import { readPaper, type PageToRead, type PaperPage } from './read-paper.ts';
import type { RuleSet } from './rules/rule-set.ts';

/** Least marks of a page that is a filled-in form (readPaper). */
const FILLED_IN = 4;
/** A document of so few pages is what its title says. */
const SHORT = 4;
/** Least characters of prose of a book's page. */
const A_PAGE_TO_READ = 200;
const MAX_QUOTE = 200;
const MAX_FINDS = 200;

export type FoundPapers = { finds: PaperFind[]; cover: IdentityLine[] };

/**
 * The papers of a rule set that a document holds: pages that name a slot and are filled in like a form, and books by
 * what their first page or the document is called. `title`: of the document.
 */
export async function findPapers(
  rules: RuleSet,
  { title, pages }: { title: string; pages: readonly PageToRead[] },
  { titles, embed }: { titles: Titles; embed: Embed },
): Promise<FoundPapers> {
  const forms = new Map(rules.slots.map(({ id, form }) => [id, form]));
  const found = new Map<string, PaperFind>();
  const read = pages.map(readPaper);
  const ofTitle = await matchTitles(titles, [title], embed);
  const certified = ofTitle.filter(({ slot }) => forms.get(slot) === 'certificate' && pages.length <= SHORT);
  for (const one of read) {
    if (one.role === 'contents') continue;
    const isForm = one.marks >= FILLED_IN;
    const isFirst = one === (read.find(({ role }) => role === null) ?? read[0]);
    if (!isForm && !isFirst && one.prose < A_PAGE_TO_READ) continue;
    const asked = isForm ? one.titles : one.titles.slice(0, 2);
    const matches = await matchTitles(titles, asked, embed, { blurred: one.scanned });
    const byForm = matches.filter((match) => (forms.get(match.slot) === 'certificate' ? isForm : isBook(one, match)));
    const all = [...byForm, ...(isForm && byForm.length === 0 ? certified : [])];
    for (const match of all) keep(found, rules, one, match);
  }
  const books = ofTitle.filter(({ slot }) => forms.get(slot) === 'book');
  const opening = read.find(({ role }) => role === null) ?? read[0];
  if (opening) for (const match of books) keep(found, rules, opening, match);
  return { finds: [...found.values()].slice(0, MAX_FINDS), cover: read[0]?.identity ?? [] };
}

/** A book is what stands at the top of a page that is more to read than to fill in. */
const isBook = (page: PaperPage, { title }: TitleMatch) => page.prose >= A_PAGE_TO_READ && page.titles[0] === title;

/** One find for each page and slot: the best title. */
function keep(found: Map<string, PaperFind>, rules: RuleSet, page: PaperPage, match: TitleMatch): void {
  const key = `${page.page} ${match.slot}`;
  if ((found.get(key)?.score ?? 0) >= match.score) return;
  const slot = rules.slots.find(({ id }) => id === match.slot);
  const validUntil = slot && lastDayOf(page, slot);
  found.set(key, {
    page: page.page,
    slot: match.slot,
    quote: match.title.slice(0, MAX_QUOTE),
    score: Math.round(match.score * 1000) / 1000,
    lines: page.identity,
    ...(page.namesMore ? { namesMore: true } : {}),
    fingerprint: page.fingerprint,
    scanned: page.scanned,
    ...(validUntil ? { validUntil } : {}),
    ...(page.number ? { number: page.number.slice(0, 60) } : {}),
  });
}
