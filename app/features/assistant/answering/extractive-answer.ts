import type { Citation } from '#db/queries/retrieval/passages.ts';
import { rowIsForOtherTypes } from '#app/features/retrieval/house-type-mentions.ts';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { expectedAnswer } from './expected-answer.ts';
import { cellsOf, type Block, type Unit } from '#app/features/retrieval/passage-units.ts';
import type { ScoredPassage, ScoredUnit } from './score-units.server.ts';

export type ExtractiveAnswer = { text: string; citations: Citation[] };

type Excerpt = { passage: ScoredPassage; markdown: string; quote: string };

const MAX_SENTENCES = 3;
const MAX_ROWS = 4;
const MAX_STEPS = 12;
const MAX_ITEMS = 6;
/**
 * A sentence beside the best one is taken along when it says nearly as much; a second passage when it is nearly as
 * good.
 */
const NEAR = 0.8;
const SECOND = 0.86;

/**
 * The answer in the documents' own words: the best sentences, steps or table rows of the best passage, and of a second
 * one when it is nearly as good, each under its heading and with its mark. Null when there is nothing to quote.
 */
export function extractiveAnswer(
  question: string,
  passages: readonly ScoredPassage[],
  houseType: string,
): ExtractiveAnswer | null {
  const [first, ...others] = passages.filter((passage) => passage.best && !passage.best.otherHouses);
  if (!first) return null;
  const second = others.find((passage) => passage.score >= first.score * SECOND && !saysTheSame(passage, first));
  const wantsSteps = expectedAnswer(question) === 'steps';
  const excerpts = [excerptOf(first, houseType, true), ...(second ? [excerptOf(second, houseType, wantsSteps)] : [])];
  const citations = excerpts.map((excerpt) => citationOf(excerpt.passage, excerpt.quote));
  const parts = excerpts.map(
    ({ passage, markdown }, index) =>
      `${passage.heading ? `**${escapeMarkdown(passage.heading)}**\n\n` : ''}${withMark(markdown, index + 1)}`,
  );
  return { text: `From your documents:\n\n${parts.join('\n\n')}`, citations };
}

/** A table or list takes its mark on a line of its own: inside, it would break the last row. */
function withMark(markdown: string, mark: number): string {
  return /\n\|[^\n]*\|$/.test(markdown) ? `${markdown}\n\n[${mark}]` : `${markdown} [${mark}]`;
}

function saysTheSame(one: ScoredPassage, other: ScoredPassage): boolean {
  return (
    one.best?.text === other.best?.text ||
    (one.documentId === other.documentId && one.page === other.page && one.heading === other.heading)
  );
}

/** `whole`: a numbered procedure is quoted from its first to its last step. */
function excerptOf(passage: ScoredPassage, houseType: string, whole: boolean): Excerpt {
  const best = passage.best as ScoredUnit;
  const at = passage.blocks[best.block] as Block;
  const next = passage.blocks[best.block + 1];
  const units = passage.units.filter((unit) => unit.block === best.block);
  const leadsOn =
    at.kind === 'prose' && at.units.at(-1)?.text === best.text && (next?.ordered || /[:?]$/.test(best.text));
  if (leadsOn && next) return make(passage, [best, ...blockUnits(next, passage, houseType)], next, best.text);
  if (at.kind === 'list' && at.ordered && whole) return make(passage, at.units.slice(0, MAX_STEPS), at, at.lead);
  if (at.kind === 'list')
    return make(
      passage,
      whole && at.units.length <= MAX_ITEMS ? at.units : nearBest(units, best, MAX_ITEMS),
      at,
      at.lead,
    );
  if (at.kind === 'table')
    return make(
      passage,
      nearBest(units, best, MAX_ROWS).filter(
        (unit) => unit.text === best.text || !rowIsForOtherTypes(cellsOf(unit.text), houseType),
      ),
      at,
      undefined,
    );
  return make(passage, around(units, best), at, undefined);
}

function blockUnits(block: Block, passage: ScoredPassage, houseType: string): Unit[] {
  if (block.kind === 'table')
    return block.units.filter((unit) => !rowIsForOtherTypes(cellsOf(unit.text), houseType)).slice(0, MAX_ROWS);
  const scored = passage.units.filter((unit) => block.units.some((one) => one.text === unit.text));
  return scored.slice(0, block.ordered ? MAX_STEPS : MAX_ITEMS);
}

/** The units that say nearly as much as the best one, in their order. */
function nearBest(units: readonly ScoredUnit[], best: ScoredUnit, limit: number): ScoredUnit[] {
  const chosen = new Set(
    units
      .filter((unit) => unit.text === best.text || (!unit.otherHouses && unit.score >= best.score * NEAR))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, limit),
  );
  return units.filter((unit) => chosen.has(unit));
}

/**
 * The best sentence with its neighbours: the one after it always (it usually says how), the one before when it is near.
 */
function around(units: readonly ScoredUnit[], best: ScoredUnit): ScoredUnit[] {
  const at = units.findIndex((unit) => unit.text === best.text);
  let from = at;
  let to = at;
  const before = units[at - 1];
  if (
    before &&
    !before.otherHouses &&
    (before.score >= best.score * NEAR || /^(it|its|this|that|these|they|he|she|if so|then|so)\b/i.test(best.text))
  )
    from = at - 1;
  while (
    to + 1 < units.length &&
    to - from + 1 < MAX_SENTENCES &&
    !units[to + 1]?.otherHouses &&
    (units[to + 1]?.score ?? 0) >= best.score * (to === at ? 0.5 : NEAR)
  )
    to += 1;
  return units.slice(from, to + 1);
}

function make(passage: ScoredPassage, units: readonly Unit[], block: Block, lead: string | undefined): Excerpt {
  const own = lead ? units.filter((unit) => unit.text !== lead) : units;
  // As it stands on the page: sentences run on, lines do not, and a table's header need not be next to its row.
  const quote = [...(lead ? [lead] : []), ...own.map((unit) => unit.text)].join(block.kind === 'prose' ? ' ' : '\n');
  const body =
    block.kind === 'table'
      ? table(block, own)
      : block.kind === 'list'
        ? list(block, own)
        : own.map((unit) => escapeMarkdown(unit.text)).join(' ');
  return { passage, quote, markdown: lead ? `${escapeMarkdown(lead)}\n\n${body}` : body };
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

/**
 * A document's words are words: none of its signs may become emphasis or code, nor a bracketed number a citation mark.
 */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*]|(?<!\w)_|_(?!\w)|\[(?=\d{1,2}\])|^#(?=#{0,5} )/g, '\\$&');
}
