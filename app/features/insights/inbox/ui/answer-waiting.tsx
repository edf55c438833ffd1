import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { TextLink } from '#app/ui/text-link.tsx';

const WHERE = '/home/notices';

/**
 * Says above every page of a house that the builder has answered, since the badge may be out of sight on a phone. Stays
 * until the page is left, so that nothing moves while it is read.
 */
export function AnswerWaiting({ builder, count }: { builder: string; count: number }) {
  const { pathname, key } = useLocation();
  const [shown, setShown] = useState(count);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the count of when the page was opened
  useEffect(() => setShown(count), [key]);
  if (shown === 0 || pathname === WHERE) return null;
  return (
    <aside
      aria-label="News from your builder"
      className="shrink-0 border-b border-hairline bg-gold-wash"
      data-print="hide"
    >
      <p className="mx-auto max-w-[90rem] px-4 py-2.5 text-[0.9375rem] sm:px-6">
        {shown === 1 ? `${builder} has answered your question.` : `${builder} has answered your questions.`}{' '}
        <TextLink to={WHERE}>{shown === 1 ? 'Read the answer' : 'Read the answers'}</TextLink>
      </p>
    </aside>
  );
}
