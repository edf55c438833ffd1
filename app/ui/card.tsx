import type { ElementType, HTMLAttributes, ReactNode } from 'react';
import { clsx } from 'clsx';

/** A sheet of paper on the ivory ground. */
export function Card({
  as: Tag = 'section',
  className,
  children,
  ...rest
}: HTMLAttributes<HTMLElement> & { as?: ElementType; children: ReactNode }) {
  return (
    <Tag
      className={clsx(
        'rounded-card border border-hairline bg-paper p-5 shadow-card sm:p-6 print:break-inside-avoid',
        'print:shadow-none',
        className,
      )}
      {...rest}
    >
      {children}
    </Tag>
  );
}

/** Heading of a card, with room for an action at its end. */
export function CardHeader({
  title,
  description,
  action,
  level: Heading = 'h2',
  id,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  level?: 'h2' | 'h3' | 'h4';
  id?: string;
}) {
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        <Heading id={id} className="font-serif text-xl leading-snug font-semibold text-ink">
          {title}
        </Heading>
        {description ? <p className="mt-0.5 text-sm text-ink-soft">{description}</p> : null}
      </div>
      {action}
    </div>
  );
}
