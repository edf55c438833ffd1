import type { TenantScope } from '#db/scope.ts';
import type { CsvCell } from '#app/platform/csv/write-csv.ts';
import type { Dive, DiveName } from './dive.ts';
import { readDive } from './read-dive.server.ts';
import type { DiveQuery } from './schema.ts';
import { DIVE_WORDS } from './ui/dive-words.ts';

const seriesOf = (name: DiveName) => DIVE_WORDS[name].charts.flatMap(({ series }) => series);

/** The headings of a dive's CSV file. */
export const diveHeadings = (name: DiveName): string[] => ['Day', ...seriesOf(name).map((series) => series.name)];

/** The figures of each day as the dive's charts show them, for a CSV file. */
export async function* exportDive(
  scope: TenantScope,
  name: DiveName,
  query: DiveQuery,
): AsyncGenerator<(readonly CsvCell[])[]> {
  const { days, series }: Dive = await readDive(scope, name, { ...query, limit: 1, cursor: undefined });
  const shown = seriesOf(name).map(({ key }) => series[key] ?? []);
  yield days.map((day, index) => [day, ...shown.map((values) => values[index] ?? 0)]);
}
