import type { VitestReport } from './read-vitest.ts';

/** E1's matrix by numbers: every loader and action of every route × method × actor, called for real. */
export type RoleMatrix = { routes: number; cells: { method: string; passed: number; failed: string[] }[]; actors: number; calls: number };

const DESCRIBE = /^E1: each method of each route, as each of (\d+) actors$/;
const CELL = /^(GET|POST|PUT|PATCH|DELETE) (\S+)$/;

/** Null when this run has no matrix. */
export function readRoleMatrix(report: VitestReport): RoleMatrix | null {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults).flatMap(({ ancestorTitles, title, status }) => {
    const actors = DESCRIBE.exec(ancestorTitles.at(-1) ?? '')?.[1];
    const [, method, route] = CELL.exec(title) ?? [];
    return actors && method && route ? [{ actors: Number(actors), method, route, passed: status === 'passed' }] : [];
  });
  const actors = tests[0]?.actors;
  if (actors === undefined) return null;
  const cells = [...Map.groupBy(tests, ({ method }) => method)].map(([method, own]) => ({ method, passed: own.filter(({ passed }) => passed).length, failed: own.filter(({ passed }) => !passed).map(({ route }) => route) }));
  return { routes: new Set(tests.map(({ route }) => route)).size, cells, actors, calls: tests.length * actors };
}
