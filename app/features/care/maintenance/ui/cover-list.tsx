import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { viewerPath } from '#app/features/documents/pages/viewer-path.ts';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { Cover } from '../list-covers.server.ts';

/** What is covered until when, each with the page that says so. */
export function CoverList({ covers }: { covers: Cover[] }) {
  return (
    <ul className="grid gap-3">
      {covers.map(({ id, subject, quote, document, last_day: lastDay, over }) => (
        <li key={id} className="border-l-2 border-hairline pl-4">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium wrap-anywhere">{subject}</span>
            {lastDay ? (
              <Badge tone={over ? 'neutral' : 'positive'}>
                {over ? 'Ended' : 'Until'} {formatIsoDay(lastDay)}
              </Badge>
            ) : null}
          </p>
          <TextLink to={viewerPath(document.id, { page: document.page, quote })}>
            {document.title}, page {document.page}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}
