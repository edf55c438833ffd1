import type { Finding } from './check.ts';

const SIGN: Record<Finding['state'], string> = { ok: 'ok', default: 'default', warning: 'WARNING', fault: 'FAULT' };

function table(title: string, findings: readonly Finding[]): string {
  const widthOf = (cells: string[]) => Math.max(...cells.map((cell) => cell.length));
  const [first, second] = [widthOf(findings.map(({ name }) => name)), widthOf(Object.values(SIGN))];
  const lines = findings.flatMap(({ name, state, value, action }) => [
    `  ${name.padEnd(first)}  ${SIGN[state].padEnd(second)}  ${value}`,
    ...(action ? [`  ${''.padEnd(first)}  ${''.padEnd(second)}  → ${action}`] : []),
  ]);
  return [title, ...lines, ''].join('\n');
}

/** The findings as a table for people: the settings, then the services when they were tried. */
export function printFindings(settings: readonly Finding[], services: readonly Finding[] | undefined): string {
  return services ? `${table('Settings', settings)}\n${table('Services', services)}` : table('Settings', settings);
}
