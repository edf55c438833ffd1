import { claimsIn, keysOf, stands, type Claim } from './claims.ts';
import { createStatementSplitter } from './split-statements.ts';

type StandingText = { title: string; heading: string | null; page: number; text: string };

const MARK = /\s?\[(\d+)\]/g;
const LEAD = /^\s*(?:(?:[-*+•>]|\d{1,3}[.)])\s+)?/;
const ORDINAL = /^(\d{1,3})[.)]/;
/** A sentence that claims more is no sentence. */
const MAX_CLAIMS = 60;

type Statement = {
  text: string;
  claims: Claim[];
  /** Passages, by index, that it cites itself. */ own: number[];
  markOnly: boolean;
};

export type GroundedGate = {
  /**
   * Takes text with finished marks, [n] for the n-th of `cited`; gives the sentences and lines that may be shown, their
   * marks numbered anew.
   */
  push(text: string): string[];
  rest(): string[];
  /** Passages (from 1) in the order of the marks that were given out. */
  readonly sources: readonly number[];
  /** Sentences and lines that were left out. */
  readonly leftOut: number;
};

/**
 * Lets those sentences through whose figures, codes, links and account numbers stand in a passage that they cite, and
 * leaves the others out. A sentence without a mark of its own is read with the marks before and after it in its
 * paragraph or list, and waits for them if it must.
 */
export function createGroundedGate(passages: readonly StandingText[], cited: readonly number[]): GroundedGate {
  const splitter = createStatementSplitter();
  const keys = passages.map((): Set<string> | undefined => undefined);
  const sources: number[] = [];
  let leftOut = 0;
  let waiting: Statement[] = [];
  let lastMarks: number[] = [];
  let ordinal = 0;
  let endsOpen = false;
  let dropped = '';

  const keysAt = (number: number) => {
    const passage = passages[number - 1];
    return (
      passage &&
      (keys[number - 1] ??= keysOf(
        [passage.title, passage.heading ?? '', String(passage.page), passage.text].join('\n'),
      ))
    );
  };
  const holds = (statement: Statement, numbers: readonly number[]) =>
    statement.claims.length <= MAX_CLAIMS &&
    statement.claims.every((claim) => numbers.some((number) => stands(claim, keysAt(number) ?? new Set())));

  function take(text: string): string[] {
    const lead = LEAD.exec(text)?.[0] ?? '';
    const out: string[] = [];
    const isItem = lead.trim() !== '';
    if (/\n[^\S\n]*\n/.test(lead) && !isItem && !endsOpen) {
      out.push(...settle([]));
      lastMarks = [];
    }
    const statement = read(text, lead);
    endsOpen = text.trimEnd().endsWith(':') || (isItem && text.trim() === lead.trim());
    if (statement.own.length > 0)
      out.push(...settle(statement.own), ...give(statement, holds(statement, statement.own)));
    else if (waiting.length === 0 && holds(statement, lastMarks)) out.push(...give(statement, true));
    else waiting.push(statement);
    if (statement.own.length > 0) lastMarks = statement.own;
    return out;
  }

  /** A list's numbers count up and claim nothing. */
  function read(text: string, lead: string): Statement {
    const number = Number(ORDINAL.exec(lead.trim())?.[1] ?? Number.NaN);
    const counts = number === 1 || number === ordinal + 1;
    if (!Number.isNaN(number)) ordinal = number;
    const body = (Number.isNaN(number) || counts ? text.slice(lead.length) : text).replace(MARK, ' ');
    const own = [...text.matchAll(MARK)].flatMap(([, mark]) => cited[Number(mark) - 1] ?? []);
    return { text, claims: claimsIn(body), own, markOnly: own.length > 0 && !/[\p{L}\p{N}]/u.test(body) };
  }

  function settle(next: readonly number[]): string[] {
    const statements = waiting;
    waiting = [];
    return statements.flatMap((statement) => give(statement, holds(statement, [...lastMarks, ...next])));
  }

  function give(statement: Statement, fits: boolean): string[] {
    if (!fits || (statement.markOnly && dropped !== '')) {
      leftOut += statement.markOnly ? 0 : 1;
      dropped ||= LEAD.exec(statement.text)?.[0] || ' ';
      return [];
    }
    // What follows a sentence that was left out begins where that began.
    const text =
      dropped.includes('\n') && !statement.text.startsWith('\n')
        ? dropped + statement.text.trimStart()
        : statement.text;
    dropped = '';
    const shown = text.replace(/\[(\d+)\]/g, (_mark, mark: string) => {
      const number = cited[Number(mark) - 1] ?? 0;
      if (!sources.includes(number)) sources.push(number);
      return `[${sources.indexOf(number) + 1}]`;
    });
    return [shown];
  }

  return {
    sources,
    get leftOut() {
      return leftOut;
    },
    push: (text) => splitter.push(text).flatMap(take),
    rest: () => [...splitter.rest().flatMap(take), ...settle([])],
  };
}
