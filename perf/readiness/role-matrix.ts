import type { VitestReport } from './read-vitest.ts';

/** E1's matrix by numbers: every loader and action of every route × method × actor, called for real. */
export type RoleMatrix = { routes: number; cells: { method: string; passed: number; failed: string[] }[]; actors: number; calls: number };

const DESCRIBE = /^E1: each method of (\d+) routes, as each of (\d+) actors$/;
/** vitest puts a value in a title in quotes, and cuts a long one off. */
const CELL = /^'?(GET|POST|PUT|PATCH|DELETE) ([^\s']+)'?$/;

/** Null when this run has no matrix. */
export function readRoleMatrix(report: VitestReport): RoleMatrix | null {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults).flatMap(({ ancestorTitles, title, status }) => {
    const [, routes, actors] = DESCRIBE.exec(ancestorTitles.at(-1) ?? '') ?? [];
    const [, method, route] = CELL.exec(title) ?? [];
    return routes && actors && method && route ? [{ routes: Number(routes), actors: Number(actors), method, route, passed: status === 'passed' }] : [];
  });
  if (!tests[0]) return null;
  const { routes, actors } = tests[0];
  const cells = [...Map.groupBy(tests, ({ method }) => method)].map(([method, own]) => ({ method, passed: own.filter(({ passed }) => passed).length, failed: own.filter(({ passed }) => !passed).map(({ route }) => route) }));
  return { routes, cells, actors, calls: tests.length * actors };
}
