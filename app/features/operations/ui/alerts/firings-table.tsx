import type { Column } from '#app/ui/data-table.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import { alertFigure } from '../../alerts/describe-alert.ts';
import type { FiringItem } from '../../alerts/describe-firing.ts';
import { Moment } from '../facts.tsx';
import { AlertStateBadge } from './alert-state.tsx';

/** How long it stood, or that it stands. */
export const stood = ({ since, until }: Pick<FiringItem, 'since' | 'until'>): string =>
  until === null ? 'still stands' : formatDuration(Date.parse(until) - Date.parse(since));

/** What it was measured at when it fired. */
export const measured = ({ value, unit }: Pick<FiringItem, 'value' | 'unit'>): string =>
  value === null || unit === null ? '–' : alertFigure(value, unit);

/** What fired, when, for how long, and who has seen to it. */
export const firingColumns: Column<FiringItem>[] = [
  {
    key: 'rule',
    header: 'Alert',
    primary: true,
    cell: ({ id, title }) => <TextLink to={`/admin/alerts/${id}`}>{title}</TextLink>,
  },
  { key: 'state', header: 'Worst', cell: ({ state }) => <AlertStateBadge state={state} /> },
  { key: 'value', header: 'Fired at', align: 'end', className: 'whitespace-nowrap', cell: measured },
  { key: 'since', header: 'Since', cell: ({ since }) => <Moment at={since} /> },
  { key: 'until', header: 'For', className: 'whitespace-nowrap', cell: stood },
  {
    key: 'seen',
    header: 'Acknowledged',
    className: 'md:max-w-60 wrap-anywhere',
    cell: ({ acknowledged_by: by, note }) =>
      by === null ? <span className="text-ink-soft">by nobody</span> : `${note} (${by.name ?? by.id})`,
  },
];
