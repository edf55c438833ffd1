import { MessageCircleReply } from 'lucide-react';
import { useMemo } from 'react';
import { useSeen } from '#app/features/identity/ui/use-seen.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import type { BuilderAnswer } from './chat-contract.ts';

/** What the builder's people answered: theirs, so that nobody takes it for the assistant's (F10, G9). */
export function BuilderAnswerCard({ builder, answer }: { builder: string; answer: BuilderAnswer }) {
  const { id, text, at, seen } = answer;
  const shown = useMemo(() => [{ id, unread: !seen }], [id, seen]);
  useSeen(shown, '/home/notices?intent=answers');
  const moment = new Date(at);
  return (
    <section
      aria-label={`Answer of ${builder}`}
      className="grid max-w-prose gap-1 rounded-card border border-hairline bg-paper px-4 py-3"
    >
      <p className="flex items-baseline gap-1.5 text-sm text-ink-soft">
        <MessageCircleReply aria-hidden className="size-4 shrink-0 translate-y-0.5" />
        <span>
          <span className="font-semibold text-ink">{builder}</span> answered on{' '}
          <time dateTime={at}>{`${formatDate(moment)}, ${formatTime(moment)}`}</time>. Written by a person.
        </span>
      </p>
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {text}
      </p>
    </section>
  );
}
