import type { Finding, FindingKind } from '#db/schema/finding-kinds.ts';

/** A page of which something was not read, was read by text recognition, or is no content. */
export type UnreadPage = {
  page: number;
  hasText: boolean;
  error: string | null;
  label: string | null;
  role: 'cover' | 'contents' | null;
  confidence: number | null;
  kinds: Partial<Record<FindingKind, number>>;
  /** A scan whose text has not been recognised so far. */
  waits: boolean;
};

/** Consecutive pages, both included. */
export type PageRange = { from: number; to: number };
/** One thing that the builder should know, and on which pages. `note`: nothing needs to be done about it. */
export type Issue = {
  key: string;
  tone: 'negative' | 'caution' | 'note';
  title: string;
  advice: string;
  pages: PageRange[];
};

type Kind = Omit<Issue, 'pages' | 'key'> & { applies: (page: UnreadPage) => boolean };
const has = (kind: FindingKind) => (page: UnreadPage) => (page.kinds[kind] ?? 0) > 0;

/** In the order in which they matter. */
const ISSUES: Record<string, Kind> = {
  failed: {
    tone: 'negative',
    title: 'Could not be read',
    advice: 'These pages of the file are damaged. Export the document anew and upload it as a new version.',
    applies: (page) => page.error !== null,
  },
  unclear: {
    tone: 'negative',
    title: 'Scan too poor to read',
    advice: 'Scan these pages again, straight and at 300 dpi, or upload the original file instead of a scan.',
    applies: (page) => page.error === null && !page.hasText && page.confidence !== null,
  },
  waiting: {
    tone: 'caution',
    title: 'Waits to be read',
    advice: 'Scans are read page by page; answers can quote these pages once their text is recognised.',
    applies: (page) => page.waits,
  },
  empty: {
    tone: 'note',
    title: 'Blank, or without text',
    advice: 'There is nothing to read on these pages. Owners see them as they are.',
    applies: (page) =>
      page.error === null &&
      !page.hasText &&
      !page.waits &&
      page.confidence === null &&
      !has('picture')(page) &&
      !has('drawing')(page),
  },
  embedded: {
    tone: 'caution',
    title: 'Files inside this file were not read',
    advice: 'Save them from the file and upload each as a document of its own.',
    applies: has('embedded-file'),
  },
  picture: {
    tone: 'caution',
    title: 'Pictures whose words were not read',
    advice: 'If owners need what is written in them, write it in the text beside them and upload a new version.',
    applies: has('picture'),
  },
  equation: {
    tone: 'caution',
    title: 'Formulas that were not read',
    advice: 'If owners need the result, write it in words in the document.',
    applies: has('equation'),
  },
  drawing: {
    tone: 'caution',
    title: 'Drawings that were not read',
    advice: 'Owners see them, but answers know nothing of what is drawn.',
    applies: has('drawing'),
  },
  object: {
    tone: 'caution',
    title: 'Parts of another program that were not read',
    advice: 'Charts or sheets that were put into the document. Export it as PDF and upload that.',
    applies: has('object'),
  },
  doubtful: {
    tone: 'caution',
    title: 'Words that were hard to make out',
    advice: 'Compare them with the picture of the page. A sharper scan reads better.',
    applies: (page) => page.hasText && has('doubtful')(page),
  },
  scan: {
    tone: 'note',
    title: 'Read from a scan',
    advice: 'A letter or a figure may be misread: compare what matters with the picture.',
    applies: (page) => page.hasText && page.confidence !== null,
  },
  hidden: {
    tone: 'note',
    title: 'Hidden or deleted text was left out',
    advice: 'Nobody sees it on the page, so answers do not know it either.',
    applies: (page) => has('invisible')(page) || has('hidden-layer')(page),
  },
  aside: {
    tone: 'note',
    title: 'Cover and contents',
    advice: 'Owners see these pages; answers never quote them.',
    applies: (page) => page.role !== null,
  },
};

/** What a builder should know of how a document was read, with the pages, the weightiest first. */
export function issuesOf(pages: readonly UnreadPage[]): Issue[] {
  return Object.entries(ISSUES).flatMap(([key, { applies, ...issue }]) => {
    const found = rangesOf(pages.filter(applies).map(({ page }) => page));
    return found.length > 0 ? [{ key, ...issue, pages: found }] : [];
  });
}

function rangesOf(pages: readonly number[]): PageRange[] {
  const ranges: PageRange[] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last?.to === page - 1) last.to = page;
    else ranges.push({ from: page, to: page });
  }
  return ranges;
}

const NAMES: Record<FindingKind, { one: string; many: string }> = {
  'running-line': { one: 'header or footer', many: 'headers or footers' },
  invisible: { one: 'hidden text', many: 'hidden texts' },
  'hidden-layer': { one: 'layer that is switched off', many: 'layers that are switched off' },
  aside: { one: 'caption or reference', many: 'captions or references' },
  picture: { one: 'picture', many: 'pictures' },
  'embedded-file': { one: 'file inside this file', many: 'files inside this file' },
  equation: { one: 'formula', many: 'formulas' },
  drawing: { one: 'drawing', many: 'drawings' },
  object: { one: 'part of another program', many: 'parts of another program' },
  doubtful: { one: 'a word that was hard to make out', many: 'words that were hard to make out' },
};
/** What became of it. */
type Fate = 'not-read' | 'doubtful' | 'not-quoted' | 'left-out';
const FATES: Partial<Record<FindingKind, Fate>> = {
  'running-line': 'left-out',
  invisible: 'left-out',
  'hidden-layer': 'left-out',
  aside: 'not-quoted',
  doubtful: 'doubtful',
};

/** Begins what a reader of Word files tells of text that is deleted in them but still there. */
export const TRACKED = 'Deleted, as tracked: ';

/** A finding in a builder's words. */
export function describeFinding({ kind, text, count = 1 }: Finding): { fate: Fate; name: string; text?: string } {
  const { one, many } = NAMES[kind];
  const fate = FATES[kind] ?? 'not-read';
  if (kind === 'invisible' && text?.startsWith(TRACKED))
    return { fate, name: 'text that was deleted with changes tracked', text: text.slice(TRACKED.length) };
  return { fate, name: count > 1 ? `${count} ${many}` : one, ...(text ? { text } : {}) };
}
