import { clsx } from 'clsx';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { STATE_LABELS } from '../defect-words.ts';
import type { DefectDetails } from '../read-defects.server.ts';

/** What was said about a defect, and what became of it, oldest first. `names`: of both sides, for who looks. */
export function MessageList({
  messages,
  names,
}: {
  messages: DefectDetails['messages'];
  names: { owner: string; builder: string };
}) {
  return (
    <ol className="grid gap-3" aria-label="What was said">
      {messages.map(({ id, side, state, text, at }) => (
        <li
          key={id}
          className={clsx(
            'max-w-prose rounded-card border border-hairline px-4 py-3',
            side === 'owner' ? 'bg-paper' : 'ml-6 bg-sand/70',
          )}
        >
          <p className="text-sm text-ink-soft">
            <span className="font-semibold text-ink">{names[side]}</span>
            {' · '}
            <time dateTime={at}>{`${formatDate(new Date(at))}, ${formatTime(new Date(at))}`}</time>
          </p>
          {state ? <p className="font-medium">{STATE_LABELS[state]}</p> : null}
          {text ? <p className="wrap-anywhere whitespace-pre-line">{text}</p> : null}
        </li>
      ))}
    </ol>
  );
}
