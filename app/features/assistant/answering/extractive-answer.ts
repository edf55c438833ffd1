import type { Citation } from '#db/queries/retrieval/passages.ts';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { isTelling } from '#app/features/documents/pages/list-marker.ts';
import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import type { Block, Unit } from '#app/features/retrieval/passage-units.ts';
import { isOfRecord, isUnknown } from '../house-record/record-citation.ts';
import { chooseExcerpt, type Part } from './choose-excerpt.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Evidence } from './gather-evidence.server.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import type { ScoredPassage } from './score-units.server.ts';

const PLAIN = 'From your documents:';

/** Said after a table that is not shown to its end. */
const GOES_ON = 'The table goes on in the document.';

export type ExtractiveAnswer = { text: string; citations: Citation[] };
type Excerpt = { passage: ScoredPassage; parts: Part[] };
type Quotable = Pick<Evidence, 'subject' | 'passages' | 'sure'>;

/**
 * The answer in the documents' own words: what answers in the best passage, under its heading and with its mark. It
 * says so where it may be the wrong place (`sure`). Null when there is nothing to quote.
 */
export function extractiveAnswer({ subject, passages: [first], sure }: Quotable): ExtractiveAnswer | null {
  if (!first?.best) return null;
  const excerpt = { passage: first, parts: chooseExcerpt(first, subject) };
  return { text: `${introduction(first, sure)}\n\n${told(excerpt, 1)}`, citations: [cited(excerpt)] };
}

/**
 * The answer to each question of a message that holds several, each from its own place (Q3): it says so of one that is
 * not answered, and of one whose place is doubtful. Null when none is answered plainly.
 */
export function answerParts(parts: NonNullable<Evidence['parts']>): ExtractiveAnswer | null {
  const excerpts: Excerpt[] = [];
  const doubtful: string[] = [];
  const missing: string[] = [];
  for (const { question, evidence } of parts) {
    const [first] = evidence.passages;
    const ofRecord = first && isOfRecord({ document_id: first.documentId });
    if (evidence.confidence <= 0 || !first?.best || isUnknown({ document_id: first.documentId }))
      missing.push(`“${escapeMarkdown(question)}”`);
    else if (!evidence.sure && !ofRecord) doubtful.push(`“${escapeMarkdown(question)}”`);
    else {
      const excerpt = { passage: first, parts: chooseExcerpt(first, evidence.subject) };
      if (!excerpts.some((one) => holds(one, excerpt))) excerpts.push(excerpt);
    }
  }
  if (excerpts.length === 0) return null;
  const besides = [
    ...(doubtful.length > 0 ? [`I am not sure whether your documents answer this: ${doubtful.join(', ')}`] : []),
    ...(missing.length > 0 ? [`I could not find this in your documents: ${missing.join(', ')}`] : []),
  ];
  return {
    text: [PLAIN, ...excerpts.map((excerpt, at) => told(excerpt, at + 1)), ...besides].join('\n\n'),
    citations: excerpts.map(cited),
  };
}

const introduction = ({ documentId }: ScoredPassage, sure: boolean) =>
  sure || isOfRecord({ document_id: documentId }) ? PLAIN : UNSURE;

const cited = ({ passage, parts }: Excerpt) => citationOf(passage, quoteOf(parts));

function told({ passage, parts }: Excerpt, mark: number): string {
  const heading = passage.heading ? `**${escapeMarkdown(passage.heading)}**\n\n` : '';
  return heading + withMark(parts.map(markdown).join('\n\n'), mark);
}

/** Is all that `other` shows shown already? */
const holds = ({ passage, parts }: Excerpt, other: Excerpt) =>
  passage.chunkId === other.passage.chunkId &&
  other.parts.every(({ units }) =>
    units.every(({ text }) => parts.some((part) => part.units.some((unit) => unit.text === text))),
  );

/** A table or list takes its mark on a line of its own: inside, it would break the last row. */
function withMark(markdown: string, mark: number): string {
  return /\n\|[^\n]*\|$/.test(markdown) ? `${markdown}\n\n[${mark}]` : `${markdown} [${mark}]`;
}

/** What leads to a part where that is not shown before it. */
function leadOf({ block }: Part, before: Part | undefined): string | undefined {
  return before?.units.some((unit) => unit.text === block.lead) ? undefined : block.lead;
}

// As it stands on the page: sentences run on, lines do not, and a table's header need not be next to its row.
function quoteOf(parts: readonly Part[]): string {
  return parts
    .map((part, at) => {
      const lead = leadOf(part, parts[at - 1]);
      const body = part.units.map((unit) => unit.text).join(part.block.kind === 'prose' ? ' ' : '\n');
      return lead ? `${lead}\n${body}` : body;
    })
    .join('\n');
}

function markdown(part: Part, at: number, parts: readonly Part[]): string {
  const { block, units } = part;
  const lead = leadOf(part, parts[at - 1]);
  const body =
    block.kind === 'table'
      ? table(block, units)
      : block.kind === 'list'
        ? list(block, units)
        : units.map((unit) => escapeMarkdown(unit.text)).join(' ');
  const whole = lead ? `${escapeMarkdown(lead)}\n\n${body}` : body;
  return part.goesOn ? `${whole}\n\n${GOES_ON}` : whole;
}

function list(block: Block, units: readonly Unit[]): string {
  const tells = tellsBySigns(block.units);
  return units
    .map((unit) => {
      const [, sign, number, rest] = /^(\(?(\d{1,3})[.)]|\S)\s+(.*)$/s.exec(unit.text) ?? [];
      const own = sign !== undefined && !number && (tells || isTelling(sign)) ? unit.text : (rest ?? unit.text);
      return `${block.ordered && number ? `${number}.` : '-'} ${escapeMarkdown(own)}`;
    })
    .join('\n');
}

/** Filled signs and empty ones of one shape in one list: what was chosen and what was not. */
const SHAPES = ['●○', '■□'];

function tellsBySigns(units: readonly Unit[]): boolean {
  const signs = new Set(units.map(({ text }) => text.charAt(0)));
  return SHAPES.some((shape) => Array.from(shape).every((sign) => signs.has(sign)));
}

function table(block: Block, units: readonly Unit[]): string {
  const header = block.header === undefined ? [] : cellsOf(block.header);
  const rows = units.map((unit) => cellsOf(unit.text));
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const cell = (text = '') => escapeMarkdown(text).replaceAll('|', '\\|');
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => cell(cells[index])).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n');
}
