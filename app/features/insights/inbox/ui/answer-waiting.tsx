import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { TextLink } from '#app/ui/text-link.tsx';

const WHERE = '/home/notices';

/** Answers to questions that were passed on, and answers that have changed since; not seen yet. */
type News = { answered: number; corrected: number };

/**
 * Says above every page of a house that the builder has answered or put an answer right, since the badge may be out of
 * sight on a phone. Stays until the page is left, so that nothing moves while it is read.
 */
export function AnswerWaiting({ builder, ...news }: News & { builder: string }) {
  const { pathname, key } = useLocation();
  const [shown, setShown] = useState<News>(news);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the counts of when the page was opened
  useEffect(() => setShown(news), [key]);
  const { answered, corrected } = shown;
  if (answered + corrected === 0 || pathname === WHERE) return null;
  return (
    <aside
      aria-label="News from your builder"
      className="shrink-0 border-b border-hairline bg-gold-wash"
      data-print="hide"
    >
      <p className="mx-auto max-w-[90rem] px-4 py-2.5 text-[0.9375rem] sm:px-6">
        {answered > 0 ? (
          <>
            {answered === 1 ? `${builder} has answered your question.` : `${builder} has answered your questions.`}{' '}
            <TextLink to={WHERE}>{answered === 1 ? 'Read the answer' : 'Read the answers'}</TextLink>
          </>
        ) : (
          <>
            {builder} tells you what has changed since you were answered.{' '}
            <TextLink to={WHERE}>Read what has changed</TextLink>
          </>
        )}
      </p>
    </aside>
  );
}
