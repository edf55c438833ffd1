import type { ReactNode } from 'react';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';

/** A notice as its owner reads it; anybody's words, with the lines as they were written. */
export function NoticeCard({
  title,
  body,
  level: Heading = 'h2',
  isNew = false,
  children,
}: {
  title: string;
  body: string;
  level?: 'h2' | 'h3';
  isNew?: boolean;
  children?: ReactNode;
}) {
  return (
    <Card as="article">
      <div className="mb-2 flex flex-wrap items-start gap-x-3 gap-y-1">
        <Heading className="min-w-0 flex-1 font-serif text-xl leading-snug font-semibold wrap-anywhere text-ink">
          {title}
        </Heading>
        {isNew ? <Badge tone="gold">New</Badge> : null}
      </div>
      <p className="wrap-anywhere whitespace-pre-line text-ink">{body}</p>
      {children ? <p className="mt-3 text-sm text-ink-soft">{children}</p> : null}
    </Card>
  );
}
