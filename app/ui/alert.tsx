import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';

type AlertTone = 'info' | 'positive' | 'caution' | 'negative';

const looks: Record<AlertTone, { style: string; mark: string; icon: LucideIcon }> = {
  info: { style: 'border-hairline bg-sand/70', mark: 'text-slate', icon: Info },
  positive: { style: 'border-green/25 bg-green-wash', mark: 'text-green', icon: CircleCheck },
  caution: { style: 'border-amber/25 bg-amber-wash', mark: 'text-amber', icon: TriangleAlert },
  negative: { style: 'border-red/25 bg-red-wash', mark: 'text-red', icon: CircleAlert },
};

/** A message in the page. A negative one interrupts a screen reader, the others wait their turn. */
export function Alert({
  tone = 'info',
  title,
  children,
  action,
  className,
}: {
  tone?: AlertTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const { style, mark, icon: Icon } = looks[tone];
  return (
    <div
      role={tone === 'negative' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-3 rounded-control border px-4 py-3 text-ink', style, className)}
    >
      <Icon aria-hidden className={clsx('mt-0.5 size-5 shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-[0.9375rem] leading-normal">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
