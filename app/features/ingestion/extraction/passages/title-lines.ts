/** Which lines around a title in a band say nothing of their own (C11). Pure. */

import type { PageMarks } from '../extracted-document.ts';

type Page = { number: number; text: string; findings?: { kind: string; text?: string | undefined }[] | undefined } & {
  marks?: PageMarks | undefined;
};

/** Longer is no part of an imprint; characters. */
const MAX_PART = 80;
const BETWEEN = /[·|•;,]|\s[–—-]\s/;
const LANGUAGES = ['en', 'ga', 'cy', 'de', 'fr', 'es', 'it', 'pl', 'pt', 'ro', 'lt', 'uk'];
const MONTHS = new Set(
  LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) =>
      Array.from({ length: 12 }, (_, at) =>
        plain(new Intl.DateTimeFormat(language, { month }).format(new Date(2026, at, 15))),
      ),
    ),
  ),
);

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "2026-04-06", "6.4.2026", "6th April 2026", "April 2026", "2026". */
function isDate(part: string): boolean {
  const words = plain(part).split(' ');
  const years = words.filter((word) => /^(?:19|20)\d\d$/.test(word));
  if (years.length !== 1) return false;
  const others = words.filter((word) => word !== years[0]);
  const days = others.filter((word) => /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/.test(word));
  const months = others.filter((word) => MONTHS.has(word) && !days.includes(word));
  return days.length + months.length === others.length && days.length <= 2 && months.length <= 1;
}

/** "CH-PC-06": capitals and figures joined by hyphens, which nobody says. */
const isReference = (part: string) => /^[A-Z\d]{1,8}(?:[-/][A-Z\d]{1,8}){1,5}$/.test(part) && /[A-Z]/.test(part);

const partsOf = (line: string) =>
  line
    .slice(0, MAX_PART * 4)
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Makes asides of the lines in a title's band that hold dates and references alone, and what stands on another page or
 * as a line that runs, too; the others are content. `known`: the document's title and author, as its file says.
 */
export function settleTitleLines<P extends Page>(pages: P[], known: (string | undefined)[]): P[] {
  const elsewhere = new Map<string, Set<number>>();
  for (const { marks } of pages)
    for (const part of marks?.band?.flatMap(partsOf) ?? []) elsewhere.set(plain(part), new Set());
  if (elsewhere.size === 0) return pages;
  const note = (line: string, page: number) => {
    if (line.length > MAX_PART * 4) return;
    for (const part of [line, ...partsOf(line)]) elsewhere.get(plain(part))?.add(page);
  };
  for (const text of known) note(text ?? '', 0);
  for (const { number, text, findings = [] } of pages) {
    for (const line of text.split('\n')) note(line, number);
    for (const finding of findings) if (finding.kind === 'running-line') note(finding.text ?? '', 0);
  }
  return pages.map((page) => {
    const isSaid = (part: string) => [...(elsewhere.get(plain(part)) ?? [])].some((other) => other !== page.number);
    const asides = (page.marks?.band ?? []).filter((line) => {
      const parts = partsOf(line);
      return parts.length > 0 && parts.every((part) => isDate(part) || isReference(part) || isSaid(part));
    });
    if (asides.length === 0) return page;
    return { ...page, marks: { ...page.marks, asides: [...(page.marks?.asides ?? []), ...asides] } };
  });
}
