import { selectFiguresByDevelopment } from '#db/queries/insights/by-development.ts';
import { selectParts, type PartRow } from '#db/queries/insights/parts.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { takePage } from '#app/platform/http.ts';
import { readDays, type AnalyticsDay } from '../read-analytics.server.ts';
import { added, percentOf, type Period } from './days.ts';
import { developmentPage, developmentPosition } from './development-page.ts';
import type { DivePart, Dives } from './dive.ts';
import { topicLabel } from './name-part.ts';
import type { DiveQuery } from './schema.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What owners asked and what became of it (G4): by day, hour, weekday, topic, house type and development. */
export async function readQuestions(tx: Tx, scope: TenantScope, query: DiveQuery, before: Period) {
  const now = await readDays(tx, scope, query);
  const earlier = await readDays(tx, scope, before);
  const parts = await selectParts(tx, scope, query, ['hour', 'type', 'topic']);
  const rows = await selectFiguresByDevelopment(tx, scope, query, developmentPage(query));
  const figure = (of: (day: AnalyticsDay) => number) => added(now, earlier, of);
  const answered = figure((day) => day.answered);
  const refused = figure((day) => day.refused);
  const share = (when: 'value' | 'before') =>
    percentOf(answered[when] ?? 0, (answered[when] ?? 0) + (refused[when] ?? 0));
  return {
    figures: {
      questions: figure((day) => day.questions),
      answered,
      answered_percent: { value: share('value'), before: share('before') },
      doubtful: figure((day) => day.doubtful),
      refused,
      passed_on: figure((day) => day.passed_on),
      helpful: figure((day) => day.feedback.up),
      not_helpful: figure((day) => day.feedback.down),
    },
    days: now.map(({ day }) => day),
    series: {
      answered: now.map((day) => day.answered - day.doubtful),
      doubtful: now.map((day) => day.doubtful),
      refused: now.map((day) => day.refused),
      others: now.map((day) => Math.max(0, day.questions - day.answered - day.refused)),
      helpful: now.map((day) => day.feedback.up),
      not_helpful: now.map((day) => day.feedback.down),
    },
    parts: {
      hours: hoursOf(parts.filter(({ part }) => part === 'hour')),
      weekdays: weekdaysOf(now),
      topics: parts.filter(({ part }) => part === 'topic').map((row) => described(row, topicLabel(row.name))),
      house_types: parts.filter(({ part }) => part === 'type').map((row) => described(row, row.name)),
    },
    ...takePage(
      rows,
      query.limit,
      (row): Dives['questions']['items'][number] => ({
        id: row.id,
        name: row.name,
        questions: row.questions,
        answered: row.answered,
        doubtful: row.doubtful,
        refused: row.refused,
        passed_on: row.passedOn,
      }),
      developmentPosition,
    ),
  };
}

const described = ({ name, count, done, failed }: PartRow, label: string): DivePart => ({
  name,
  label,
  count,
  done,
  failed,
});

/** All 24 hours, those without a question too. */
function hoursOf(rows: readonly PartRow[]): DivePart[] {
  const known = new Map(rows.map((row) => [row.name, row.count]));
  return Array.from({ length: 24 }, (_, hour) => {
    const name = String(hour).padStart(2, '0');
    return { name, label: `${name}:00`, count: known.get(name) ?? 0, done: 0, failed: 0 };
  });
}

function weekdaysOf(days: readonly AnalyticsDay[]): DivePart[] {
  const counts = WEEKDAYS.map((label, index) => ({ name: String(index + 1), label, count: 0, done: 0, failed: 0 }));
  for (const day of days) {
    const counted = counts[(new Date(`${day.day}T12:00:00Z`).getUTCDay() + 6) % 7];
    if (!counted) throw new Error('A week has seven days.');
    counted.count += day.questions;
    counted.done += day.answered;
    counted.failed += day.refused;
  }
  return counts;
}
