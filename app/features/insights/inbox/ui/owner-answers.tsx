import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useImpersonation } from '#app/features/identity/ui/use-impersonation.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OwnerAnswer } from '../owner-answers.server.ts';

/** What the builder answered to the owner's questions, the latest first (G9). */
export function OwnerAnswers({ builder, answers }: { builder: string; answers: OwnerAnswer[] }) {
  const isNew = useNew(answers);
  if (answers.length === 0) return null;
  return (
    <section aria-labelledby="answers" className="mb-8 grid gap-4">
      <h2 id="answers" className="font-serif text-xl font-semibold text-ink">
        Answers to your questions
      </h2>
      {answers.map((answer) => (
        <article
          key={answer.id}
          aria-label={`Answer of ${builder}`}
          className="rounded-card border border-hairline bg-paper p-5"
        >
          <p className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            <time dateTime={answer.at}>{`${formatDate(new Date(answer.at))}, ${formatTime(new Date(answer.at))}`}</time>
            {isNew(answer) ? <Badge tone="gold">New</Badge> : null}
          </p>
          <p dir="auto" className="mb-2 font-semibold wrap-anywhere whitespace-pre-line">
            {answer.question}
          </p>
          <p dir="auto" className="mb-3 wrap-anywhere whitespace-pre-line">
            {answer.text}
          </p>
          <TextLink to={`/home?conversation=${answer.conversation_id}`}>Open the conversation</TextLink>
        </article>
      ))}
    </section>
  );
}

/**
 * Tells the builder once that these were seen, which clears the badge; what was new keeps its mark until the page is
 * left. Who acts as the owner has not seen it for them (E6).
 */
function useNew(answers: OwnerAnswer[]): (answer: OwnerAnswer) => boolean {
  const { submit } = useFetcher();
  const isOwner = useImpersonation() === null;
  const told = useRef(new Set<string>());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ids = answers.filter(({ id, unread }) => unread && !told.current.has(id)).map(({ id }) => id);
    if (ids.length === 0 || !isOwner) return;
    for (const id of ids) told.current.add(id);
    setFresh(new Set(told.current));
    submit({ ids: ids.join(',') }, { method: 'post', action: '/home/notices?intent=answers' });
  }, [answers, submit, isOwner]);
  return ({ id, unread }) => unread || fresh.has(id);
}
