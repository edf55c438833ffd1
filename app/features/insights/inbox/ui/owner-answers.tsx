import { useSeen } from '#app/features/identity/ui/use-seen.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OwnerAnswer } from '../owner-answers.server.ts';

/** What the builder answered to the owner's questions, the latest first (G9). */
export function OwnerAnswers({ builder, answers }: { builder: string; answers: OwnerAnswer[] }) {
  const isNew = useSeen(answers, '/home/notices?intent=answers');
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
