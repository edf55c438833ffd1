import type { Verdict } from '../../harness/report/verdict.ts';
import { holdsTheFact, isConfused, isDeclined, type Asked } from './ask-estate.ts';
import { KINDS, type EstateQuestion } from './estate-questions.ts';

/** The kind of a question; of one without an answer, why it has none. */
const groupOf = (question: EstateQuestion) => (question.kind === 'unanswerable' ? question.near : question.kind);
/** Kinds whose wrong facts are those of another kind of home. */
const OF_OTHER_HOMES = ['type-contradiction', 'other-building', 'no-such-thing'];

const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);

/** The figures of a set of asked questions, shares of 0–1; NaN where there is nothing to count. */
export function estateFigures(asked: readonly Asked[]) {
  const answerable = asked.filter(({ question }) => question.kind !== 'unanswerable');
  const unanswerable = asked.filter(({ question }) => question.kind === 'unanswerable');
  const searched = answerable.filter(({ rank }) => !Number.isNaN(rank));
  const answered = answerable.filter((each) => each.answered);
  const isRight = (page: string, { question }: Asked) =>
    question.kind !== 'unanswerable' && question.pages.includes(page);
  const cited = answered.flatMap((each) => each.cited.map((page) => isRight(page, each)));
  const contested = asked.filter(({ question }) => question.wrong.length > 0);
  const typed = contested.filter(({ question }) => OF_OTHER_HOMES.includes(groupOf(question)));
  return {
    questions: asked.length,
    'hit@1': share(searched.filter(({ rank }) => rank <= 1).length, searched.length),
    'hit@5': share(searched.filter(({ rank }) => rank <= 5).length, searched.length),
    'citations right': share(cited.filter(Boolean).length, cited.length),
    'fact in answer': share(answerable.filter(holdsTheFact).length, answerable.length),
    'refusal recall': share(unanswerable.filter(isDeclined).length, unanswerable.length),
    'false refusal': share(answerable.length - answered.length, answerable.length),
    'wrong fact': share(contested.filter(isConfused).length, contested.length),
    'type confusion': share(typed.filter(isConfused).length, typed.length),
  };
}

export type EstateFigures = ReturnType<typeof estateFigures>;

const NEARS = ['not-in-pack', 'other-building', 'no-such-thing'];
const COLUMNS = Object.keys(estateFigures([])) as (keyof EstateFigures)[];

/** A table of the figures by half and by kind, a line each. */
export function estateTable(asked: readonly Asked[]): string[] {
  const groups: [string, Asked[]][] = [
    ...['tuning', 'report'].map((half): [string, Asked[]] => [
      `${half} half`,
      asked.filter(({ question }) => question.half === half),
    ]),
    ...[...KINDS, ...NEARS].map((kind): [string, Asked[]] => [
      kind,
      asked.filter(({ question }) => groupOf(question) === kind),
    ]),
  ];
  const cell = (value: number, column: string) =>
    Number.isNaN(value) ? '–' : column === 'questions' ? String(value) : value.toFixed(3);
  const line = (name: string, cells: string[]) =>
    [name.padStart(18), ...cells.map((text, at) => text.padStart(Math.max(9, COLUMNS[at]!.length)))].join('  ');
  return [
    line('', COLUMNS),
    ...groups.map(([name, group]) => {
      const figures = estateFigures(group);
      return line(
        name,
        COLUMNS.map((column) => cell(figures[column], column)),
      );
    }),
  ];
}

type Measure = Exclude<keyof EstateFigures, 'questions' | 'wrong fact'>;
type Limit = { atLeast: number } | { atMost: number };

/** What a run must reach; raised when the product has earned it, never lowered to pass. */
export type Gates = Record<Measure, Limit>;

/** What docs/requirements.md asks for in the end, and under which number. */
const ASKED_FOR: Record<Measure, { requirement: string; limit: Limit }> = {
  'hit@1': { requirement: 'Q1', limit: { atLeast: 0.85 } },
  'hit@5': { requirement: 'Q1', limit: { atLeast: 0.97 } },
  'fact in answer': { requirement: 'Q2', limit: { atLeast: 0.9 } },
  'citations right': { requirement: 'Q3', limit: { atLeast: 0.98 } },
  'refusal recall': { requirement: 'Q4', limit: { atLeast: 0.95 } },
  'false refusal': { requirement: 'Q4', limit: { atMost: 0.05 } },
  'type confusion': { requirement: 'Q5', limit: { atMost: 0 } },
};

const holds = (value: number, limit: Limit) => ('atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost);
const said = (limit: Limit) => ('atLeast' in limit ? `at least ${limit.atLeast}` : `at most ${limit.atMost}`);

/** A verdict for each measure of a report half; one that cannot be taken, for want of questions, is missed. */
export function gateVerdicts(estate: string, figures: EstateFigures, gates: Gates): Verdict[] {
  return (Object.keys(gates) as Measure[]).map((name) => {
    const { requirement, limit } = ASKED_FOR[name];
    const value = figures[name];
    return {
      requirements: [requirement],
      what: `${estate}, report half: ${name} must be ${said(gates[name])}`,
      figure: `${Number.isNaN(value) ? 'no question' : value.toFixed(3)} over ${figures.questions} questions`,
      passed: holds(value, gates[name]),
      ...(holds(value, limit) ? {} : { short: `${name} ${said(limit)}` }),
    };
  });
}
