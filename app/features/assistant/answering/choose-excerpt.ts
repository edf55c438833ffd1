import { areAlike } from '#app/features/retrieval/alike-lines.ts';
import { identifiersOf, tellsIdentifier } from '#app/features/retrieval/identifiers.ts';
import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import { isToFillIn, type Block, type Unit } from '#app/features/retrieval/passage-units.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import { letteredRun } from './lettered-run.ts';
import { SHORT_SECTION, type ScoredPassage, type ScoredUnit, type Subject } from './score-units.server.ts';

/** What of a block is shown, in its order. */
export type Part = { block: Block; units: readonly Unit[]; /** It goes on where it stands. */ goesOn?: boolean };

const SHORT_TABLE_ROWS = 8;
/** A table whose rows are all meant is shown up to here, and said to go on. */
const WHOLE_TABLE_ROWS = 12;
const WHOLE_TABLE = 1_500;
/** A row that holds so much of the question, and more than the others, is the one that is asked about. */
const HALF = 0.5;
const MAX_SENTENCES = 4;
const MAX_ROWS = 6;
const MAX_STEPS = 25;
const MAX_ITEMS = 8;
/** A unit beside the best one is shown along when its score is no further below. */
const NEAR = 1;

/**
 * What of a passage is shown for its best unit (Q12): a short section whole, a procedure from its first to its last
 * step, of a table the rows that the question is about, else the sentence with those that go with it.
 */
export function chooseExcerpt(passage: ScoredPassage, subject: Subject): Part[] {
  const best = passage.best;
  if (!best) return [];
  const group = groupOf(passage.blocks, best.block);
  if (lengthOf(group) <= SHORT_SECTION)
    return group
      .map((block) => withoutOtherCodes(partOf(block, passage, subject, best), subject, best))
      .filter(({ units }) => units.length > 0);
  const at = passage.blocks[best.block] as Block;
  const next = passage.blocks[best.block + 1];
  const goesOn = next !== undefined && group.includes(next) && leadsTo(at, best, next, subject);
  return [
    withoutOtherCodes(partOf(at, passage, subject, best), subject, best),
    ...(goesOn ? [partOf(next, passage, subject, undefined)] : []),
  ];
}

/** The letters of a code, which those of one series share: V of V-047. */
const seriesOf = (code: string) => /^\p{L}+(?=\d)/u.exec(code)?.[0];

/**
 * Without what tells of other codes of the series that is asked for (Q6): V-045 beside V-047. Sentences beside the best
 * one are left out where they are made as it is.
 */
function withoutOtherCodes(part: Part, { identifiers }: Subject, best: ScoredUnit): Part {
  const asked = identifiers.filter(({ kind }) => kind === 'code');
  const tells = (text: string) => asked.some((one) => tellsIdentifier({ text, around: '' }, one));
  if (part.block.kind === 'table' || part.block.ordered || !tells(best.text)) return part;
  const series = new Set(asked.map(({ text }) => seriesOf(text)));
  const isOther = (unit: Unit) =>
    !tells(unit.text) &&
    (unit.block !== best.block || areAlike(unit.text, best.text)) &&
    identifiersOf(unit.text).some(({ kind, text }) => kind === 'code' && series.has(seriesOf(text) ?? text));
  return { ...part, units: part.units.filter((unit) => !isOther(unit)) };
}

/** The blocks of the section that `at` is in: from one printed question to the next, or all. */
function groupOf(blocks: readonly Block[], at: number): Block[] {
  const begins = (block: Block) => block.lead?.endsWith('?') || (block.kind === 'prose' && block.lead !== undefined);
  let from = at;
  while (from > 0 && !begins(blocks[from] as Block)) from -= 1;
  let to = at + 1;
  while (to < blocks.length && !begins(blocks[to] as Block)) to += 1;
  // A line that leads to what follows is told with that, not before it.
  const last = blocks[to];
  const leadsOn = last?.lead !== undefined && blocks[to - 1]?.units.length === 1 && to - 1 > at;
  return blocks.slice(from, leadsOn ? to - 1 : to);
}

const lengthOf = (blocks: readonly { readonly units: readonly Unit[] }[]) =>
  blocks.reduce((sum, block) => sum + block.units.reduce((own, unit) => own + unit.text.length + 1, 0), 0);

/** Prose no longer than this before a table or list leads to it; characters. */
const SHORT_LEAD = 240;

/** A sentence that ends in a colon, a few before a table or list, or those before the steps that are asked for. */
function leadsTo(at: Block, best: Unit, next: Block, { kind }: Subject): boolean {
  if (at.kind !== 'prose' || next.kind === 'prose') return false;
  if (lengthOf([at]) <= SHORT_LEAD) return true;
  return best.text.endsWith(':') || next.lead === best.text || (next.ordered && kind === 'steps');
}

function partOf(block: Block, passage: ScoredPassage, subject: Subject, best: ScoredUnit | undefined): Part {
  const scored = passage.units.filter((unit) => passage.blocks[unit.block] === block);
  const own = best !== undefined && scored.some((unit) => unit.text === best.text) ? best : undefined;
  if (block.kind === 'table') {
    const rows = scored.filter(isFilled);
    const units = rowsOf(rows, own, subject, headingsOf(passage, block));
    return { block, units, goesOn: own === undefined && units.length < rows.length };
  }
  if (block.ordered) return { block, units: block.units.slice(0, MAX_STEPS) };
  if (block.kind === 'list')
    return {
      block,
      units: own && scored.length > MAX_ITEMS ? nearBest(scored, own, MAX_ITEMS) : scored.slice(0, MAX_ITEMS),
    };
  return { block, units: own && lengthOf([block]) > SHORT_SECTION ? around(scored, own) : scored };
}

const headingsOf = ({ heading, title }: ScoredPassage, { header, lead }: Block) =>
  [title, heading, header, lead].filter(Boolean).join(' ');

const isFilled = ({ text }: Unit) => !isToFillIn(text);

/** The rows with a code that is asked for; those that hold as much of the question as the best; else a small table. */
function rowsOf(
  rows: readonly ScoredUnit[],
  best: ScoredUnit | undefined,
  subject: Subject,
  above: string,
): readonly Unit[] {
  if (subject.identifiers.length > 0) {
    const named = rows.filter((row) =>
      subject.identifiers.every((one) => tellsIdentifier({ text: row.text, around: above }, one)),
    );
    if (named.length > 0) return named.slice(0, MAX_ROWS);
  }
  if (!best) return firstRows(rows);
  // What the heading names already tells no row apart.
  const telling = subject.terms.filter((term) => termCoverage([term], above) === 0);
  const held = (row: Unit) => termCoverage(telling, cellsOf(row.text).join(' '));
  const most = held(best);
  const others = Math.max(0, ...rows.filter((row) => row.text !== best.text).map(held));
  const short = rows.length <= SHORT_TABLE_ROWS && lengthOf([{ units: rows }]) <= SHORT_SECTION;
  if (short && (most < HALF || most <= others)) return [...rows];
  if (most === 0 && others === 0 && firstRows(rows).length === rows.length) return [...rows];
  const alike = rows.filter((row) => row.text === best.text || (held(row) >= most && row.score >= best.score - NEAR));
  return nearBest(alike, best, MAX_ROWS);
}

/** Of a table no row of which is asked about: as many rows as a reader takes in. */
function firstRows(rows: readonly ScoredUnit[]): ScoredUnit[] {
  const shown = rows.slice(0, WHOLE_TABLE_ROWS);
  while (shown.length > SHORT_TABLE_ROWS && lengthOf([{ units: shown }]) > WHOLE_TABLE) shown.pop();
  return shown;
}

/** The units that say nearly as much as the best one, in their order. */
function nearBest(units: readonly ScoredUnit[], best: ScoredUnit, limit: number): ScoredUnit[] {
  const chosen = new Set(
    units
      .filter((unit) => unit.text === best.text || unit.score >= best.score - NEAR)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, limit),
  );
  return units.filter((unit) => chosen.has(unit));
}

/** The best sentence, what follows it as far as it goes with it, and the one before where it points there. */
function around(units: readonly ScoredUnit[], best: ScoredUnit): ScoredUnit[] {
  const at = units.findIndex((unit) => unit.text === best.text);
  const run = letteredRun(
    units.map(({ text }) => text),
    at,
  );
  if (run) return units.slice(run.from, run.to + 1);
  const from = at > 0 && /^(it|its|this|that|these|they|he|she|if so|then|so|but)\b/i.test(best.text) ? at - 1 : at;
  let to = at;
  while (to + 1 < units.length && to - from + 1 < MAX_SENTENCES && (units[to + 1]?.score ?? 0) >= best.score - 2 * NEAR)
    to += 1;
  if (to === at && to + 1 < units.length) to += 1;
  return units.slice(from, to + 1);
}
