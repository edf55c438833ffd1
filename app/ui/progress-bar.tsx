import { clsx } from 'clsx';

/**
 * Progress of long work. `value` 0–100; left out it only says that work goes on. `label` names the work; `detail` is
 * shown beside it.
 */
export function ProgressBar({
  value,
  label,
  detail,
  hideLabel = false,
  className,
}: {
  value?: number;
  label: string;
  detail?: string;
  hideLabel?: boolean;
  className?: string;
}) {
  const known = value === undefined ? undefined : Math.min(100, Math.max(0, Math.round(value)));
  return (
    <div className={clsx('grid gap-1.5', className)}>
      {hideLabel ? null : (
        <div className="flex justify-between gap-4 text-sm text-ink-soft">
          <span>{label}</span>
          <span className="tabular-nums">{detail ?? (known === undefined ? '' : `${known} %`)}</span>
        </div>
      )}
      {/* A <progress> cannot be drawn alike in every browser. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known}
        aria-valuetext={detail}
        className="h-2 overflow-hidden rounded-full bg-sand"
      >
        {known === undefined ? (
          <div className="h-full w-2/5 animate-sweep rounded-full bg-gold" />
        ) : (
          <div className="h-full rounded-full bg-gold transition-[width] duration-200" style={{ width: `${known}%` }} />
        )}
      </div>
    </div>
  );
}
