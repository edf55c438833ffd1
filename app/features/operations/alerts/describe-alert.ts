import { formatBytes } from '#app/ui/format-bytes.ts';
import { formatDuration } from '#app/ui/format-duration.ts';
import type { AlertThreshold } from './alert-rules.ts';

type Limits = Pick<AlertThreshold, 'warning' | 'critical' | 'comparison' | 'unit'>;

/** A value in a rule's unit, as people read it. */
export const alertFigure = (value: number, unit: AlertThreshold['unit']): string =>
  unit === 'share'
    ? `${(value * 100).toLocaleString('en-IE', { maximumFractionDigits: 1 })} %`
    : unit === 'seconds'
      ? formatDuration(value * 1_000)
      : unit === 'bytes'
        ? formatBytes(value)
        : value.toLocaleString('en-IE');

/** "warning above 3 s, critical above 5 s". */
export const alertLimits = ({ warning, critical, comparison, unit }: Limits): string =>
  [
    warning === null ? '' : `warning ${comparison} ${alertFigure(warning, unit)}`,
    critical === null ? '' : `critical ${comparison} ${alertFigure(critical, unit)}`,
  ]
    .filter(Boolean)
    .join(', ');
