import type { Citation } from '#db/queries/retrieval/passages.ts';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import type { Block, Unit } from '#app/features/retrieval/passage-units.ts';
import { isOfRecord, isUnknown } from '../house-record/record-citation.ts';
import { chooseExcerpt, type Part } from './choose-excerpt.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Evidence } from './gather-evidence.server.ts';
import { rateUnits, subjectOf, type ScoredPassage } from './score-units.server.ts';
import { partQuestion } from './part-question.ts';

const PLAIN = 'From your documents:';
/** Said before what may not be what was asked for: the reader judges. */
export const UNSURE =
  'I am not sure that this answers your question. It is the nearest that I found in your documents:';

export type ExtractiveAnswer = { text: string; citations: Citation[] };
type Excerpt = { passage: ScoredPassage; parts: Part[] };

/**
 * The answer in the documents' own words: what answers in the best passage, under its heading and with its mark; from a
 * second passage only what the question asks besides (Q3). It says so where it may be the wrong place (`sure`). Null
 * when there is nothing to quote.
 */
export function extractiveAnswer(
  evidence: Pick<Evidence, 'asked' | 'subject' | 'passages' | 'calibration' | 'sure'>,
): ExtractiveAnswer | null {
  const { subject, passages, sure } = evidence;
  const [first] = passages;
  if (!first?.best) return null;
  const excerpts: Excerpt[] = [{ passage: first, parts: chooseExcerpt(first, subject) }];
  const more = besides(evidence, excerpts[0]!);
  if (more && !isUnknown({ document_id: more.passage.documentId })) excerpts.push(more);
  const citations = excerpts.map(({ passage, parts }) => citationOf(passage, quoteOf(parts)));
  const texts = excerpts.map(({ passage, parts }, index) => {
    const heading = passage.heading ? `**${escapeMarkdown(passage.heading)}**\n\n` : '';
    return heading + withMark(parts.map(markdown).join('\n\n'), index + 1);
  });
  return {
    text: `${sure || isOfRecord({ document_id: first.documentId }) ? PLAIN : UNSURE}\n\n${texts.join('\n\n')}`,
    citations,
  };
}

/** What answers the second of two questions in one, where the first excerpt does not. */
function besides(
  { asked, subject: { terms }, passages, calibration }: Parameters<typeof extractiveAnswer>[0],
  shown: Excerpt,
): Excerpt | undefined {
  const [, second] = partQuestion(asked);
  if (second === undefined) return undefined;
  const subject = subjectOf(second, terms);
  const [best] = rateUnits(passages, subject, calibration);
  const unit = best?.best;
  if (!best || !unit || unit.signals.kind === 0 || unit.signals.context < 0.5) return undefined;
  if (shown.parts.some((part) => part.units.some((one) => one.text === unit.text))) return undefined;
  if (best.chunkId === shown.passage.chunkId) {
    shown.parts.push(
      ...chooseExcerpt(best, subject).filter((part) => !shown.parts.some((one) => one.block === part.block)),
    );
    return undefined;
  }
  return { passage: best, parts: chooseExcerpt(best, subject) };
}

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
  return lead ? `${escapeMarkdown(lead)}\n\n${body}` : body;
}

function list(block: Block, units: readonly Unit[]): string {
  return units
    .map((unit) => {
      const [, number, rest] = /^(?:\(?(\d{1,3})[.)]|\S)\s+(.*)$/s.exec(unit.text) ?? [];
      return `${block.ordered && number ? `${number}.` : '-'} ${escapeMarkdown(rest ?? unit.text)}`;
    })
    .join('\n');
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
