import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useImpersonation } from '#app/features/identity/ui/use-impersonation.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import type { UnseenAnswer } from '../unseen-answers.server.ts';

/** What the builder answered since the owner looked last; stays here until the page is left (G9). */
export function UnseenAnswers({ builder, answers }: { builder: string; answers: UnseenAnswer[] }) {
  const shown = useNoted(answers);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="answers" className="mb-8 grid gap-4">
      <h2 id="answers" className="font-serif text-xl font-semibold text-ink">
        Answers to your questions
      </h2>
      {shown.map(({ id, question, text, at, conversation_id }) => (
        <article
          key={id}
          aria-label={`Answer of ${builder}`}
          className="rounded-card border border-hairline bg-paper p-5"
        >
          <p className="mb-2 text-sm text-ink-soft">
            <time dateTime={at}>{`${formatDate(new Date(at))}, ${formatTime(new Date(at))}`}</time>
          </p>
          <p dir="auto" className="mb-2 font-semibold wrap-anywhere whitespace-pre-line">
            {question}
          </p>
          <p dir="auto" className="mb-3 wrap-anywhere whitespace-pre-line">
            {text}
          </p>
          <TextLink to={`/home?conversation=${conversation_id}`}>Open the conversation</TextLink>
        </article>
      ))}
    </section>
  );
}

/** Tells the builder once that these were seen, which clears the badge; they stay until the page is left. */
function useNoted(answers: UnseenAnswer[]): UnseenAnswer[] {
  const { submit } = useFetcher();
  const isOwner = useImpersonation() === null;
  const told = useRef(new Set<string>());
  const [kept, setKept] = useState(answers);
  useEffect(() => {
    const fresh = answers.filter(({ id }) => !told.current.has(id));
    if (fresh.length === 0 || !isOwner) return;
    for (const { id } of fresh) told.current.add(id);
    setKept((before) => [...fresh.filter(({ id }) => before.every((one) => one.id !== id)), ...before]);
    submit({ ids: fresh.map(({ id }) => id).join(',') }, { method: 'post', action: '/home/notices?intent=answers' });
  }, [answers, submit, isOwner]);
  return kept;
}
