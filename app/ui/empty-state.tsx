import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** What stands where nothing is yet: what would be here and what to do next. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  level: Heading = 'h2',
}: {
  icon?: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  level?: 'h2' | 'h3';
}) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-12 text-center">
      {Icon ? (
        <span className="grid size-14 place-items-center rounded-full border border-hairline bg-paper text-gold-ink">
          <Icon aria-hidden strokeWidth={1.5} className="size-6" />
        </span>
      ) : null}
      <Heading className="font-serif text-xl font-semibold text-ink">{title}</Heading>
      {children ? <div className="text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
