import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';
import { stripVTControlCharacters } from 'node:util';

/** A test that failed, or a file or a whole run that broke outside its tests. `error`: as its tool says it. */
export type Failure = { name: string; error: string };

/** What Playwright's JSON report names. What broke outside a journey (a server that does not start) comes first. */
export function journeyFailures({ suites, errors }: JSONReport): Failure[] {
  const within = (suite: JSONReportSuite, titles: string[]): Failure[] => [
    ...suite.specs.flatMap((spec) => ofSpec(spec, titles)),
    ...(suite.suites ?? []).flatMap((inner) => within(inner, [...titles, inner.title])),
  ];
  return [
    ...errors.map(({ message = '' }) => ({ name: 'outside any journey', error: message })),
    // The title of an outermost suite is its file.
    ...suites.flatMap((suite) => within(suite, [])),
  ];
}

const ofSpec = ({ title, file, line, tests }: JSONReportSpec, titles: string[]): Failure[] =>
  tests
    .filter(({ status }) => status !== 'expected' && status !== 'skipped')
    .map(({ results, expectedStatus }) => {
      const said = results.flatMap(({ errors }) => errors.map(({ message = '' }) => message)).join('\n');
      const ended = results.map(({ status }) => status).join(', ');
      return {
        name: [`e2e/${file}:${line}`, ...titles, title].join(' > '),
        error: said || `It should have ${expectedStatus}, and ended: ${ended}.`,
      };
    });

const MOST_FAILURES = 20;
const LINES_EACH = 30;
const WIDTH = 400;

/** The first lines of a text, without the terminal's colours, each cut at a width. */
function beginning(text: string): string[] {
  const lines = stripVTControlCharacters(text).trim().split('\n');
  const shown = lines.slice(0, LINES_EACH).map((line) => `    ${line.slice(0, WIDTH)}`);
  return lines.length > LINES_EACH ? [...shown, `    (${lines.length - LINES_EACH} more lines above)`] : shown;
}

/** Each failure's name and the first lines of its error; of many failures the first ones and how many more. */
export function describeFailures(failures: readonly Failure[]): string[] {
  const more = failures.length - MOST_FAILURES;
  return [
    ...failures.slice(0, MOST_FAILURES).flatMap(({ name, error }) => [`  ${name}`, ...beginning(error)]),
    ...(more > 0 ? [`  and ${more} more, see above`] : []),
  ];
}
