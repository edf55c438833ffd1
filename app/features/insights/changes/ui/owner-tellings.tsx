import { useSeen } from '#app/features/identity/ui/use-seen.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OwnerTelling } from '../owner-tellings.server.ts';

/** What the builder says has changed since the owner was answered, the latest first (G12). */
export function OwnerTellings({ builder, tellings }: { builder: string; tellings: OwnerTelling[] }) {
  const isNew = useSeen(tellings, '/home/notices?intent=changes');
  if (tellings.length === 0) return null;
  return (
    <section aria-labelledby="changes" className="mb-8 grid gap-4">
      <h2 id="changes" className="font-serif text-xl font-semibold text-ink">
        Changed since you were answered
      </h2>
      {tellings.map((telling) => (
        <article
          key={telling.id}
          aria-label={`Correction of ${builder}`}
          className="rounded-card border border-hairline bg-paper p-5"
        >
          <p className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            <time dateTime={telling.at}>
              {`${formatDate(new Date(telling.at))}, ${formatTime(new Date(telling.at))}`}
            </time>
            {isNew(telling) ? <Badge tone="gold">New</Badge> : null}
          </p>
          <p dir="auto" className="mb-3 wrap-anywhere whitespace-pre-line">
            {telling.text}
          </p>
          <p className="flex flex-wrap gap-x-5 gap-y-1">
            {telling.page ? <TextLink to={telling.page.url}>{`Open “${telling.page.title}”`}</TextLink> : null}
            <TextLink to={`/home?conversation=${telling.conversation_id}`}>Open the conversation</TextLink>
          </p>
        </article>
      ))}
    </section>
  );
}
