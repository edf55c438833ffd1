import { isRequirement } from './requirements.ts';

/** One test or figure of this run that speaks for or against requirements. */
export type Evidence = {
  requirements: string[];
  /** The step that brought it. */
  step: string;
  kind: 'test' | 'journey' | 'figure';
  what: string;
  /** The file of a test, for grouping. */
  place?: string;
  figure?: string;
  passed: boolean;
  /** What the requirement asks for beyond this. */
  short?: string;
  /** Relative to the report's page. */
  link?: string;
};

/** What a result file gave: its evidence, a line for people, and tags that name no requirement. */
export type Reading = { evidence: Evidence[]; summary: string; problems: string[] };

/** Requirement numbers and a colon at the beginning of a title: `E2, F5: owners see …`. */
const PREFIX = /^((?:[A-KQ]\d{1,2}|J)(?:, (?:[A-KQ]\d{1,2}|J))*): /;

/**
 * The convention for vitest: the title of a test, or of a describe for all in it, begins with the numbers of the
 * requirements that it is evidence for and a colon. Returns all numbers of a test's titles, outermost first.
 */
export function numbersOf(titles: readonly string[]): string[] {
  return [...new Set(titles.flatMap((title) => PREFIX.exec(title)?.[1]?.split(', ') ?? []))];
}

/** A test's titles in one line, without their numbers. */
export const plainTitle = (titles: readonly string[]) => titles.map((title) => title.replace(PREFIX, '')).join(' › ');

/** Parts numbers that name a requirement from those that do not, which the report tells instead of losing them. */
export function knownNumbers(
  numbers: readonly string[],
  where: string,
): { requirements: string[]; problems: string[] } {
  return {
    requirements: numbers.filter(isRequirement),
    problems: numbers
      .filter((number) => !isRequirement(number))
      .map((number) => `${where} is tagged ${number}, which is no requirement: correct its tag.`),
  };
}
