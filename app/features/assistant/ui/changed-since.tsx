import { History } from 'lucide-react';
import { useMemo } from 'react';
import { viewerPath } from '#app/features/documents/pages/viewer-path.ts';
import { useSeen } from '#app/features/identity/ui/use-seen.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ChangeSince } from './chat-contract.ts';

/** Says under an answer that what it quotes has changed since, and what the builder says of it (G12). */
export function ChangedSince({ changes, builder }: { changes: readonly ChangeSince[]; builder: string }) {
  const told = useMemo(
    () => changes.flatMap((change) => (change.told?.id ? [{ id: change.told.id, unread: !change.told.seen }] : [])),
    [changes],
  );
  useSeen(told, '/home/notices?intent=changes');
  // That a document was taken away stands at its source.
  const shown = changes.filter((change) => change.told !== null || change.document_id !== null);
  if (shown.length === 0) return null;
  return (
    <section
      aria-label="Changed since"
      className="grid max-w-prose gap-3 rounded-card border border-hairline bg-gold-wash px-4 py-3"
    >
      <p className="flex items-baseline gap-1.5 font-semibold">
        <History aria-hidden className="size-4 shrink-0 translate-y-0.5" />
        This has changed since you were answered
      </p>
      {shown.map((change) => (
        <div key={change.id} className="grid gap-1">
          {change.told ? (
            <>
              <p className="text-sm text-ink-soft">
                {builder} wrote on <time dateTime={change.told.at}>{formatDate(new Date(change.told.at))}</time>:
              </p>
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {change.told.text}
              </p>
            </>
          ) : null}
          {change.document_id === null ? null : (
            <TextLink to={viewerPath(change.document_id, { page: change.page })}>
              Open page {change.page} as it is now
            </TextLink>
          )}
        </div>
      ))}
    </section>
  );
}
