import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { clsx } from 'clsx';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import type { AnswerTurn } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';

const MAX_COMMENT = 1_000;

/** Up or down, and if the reader likes, why; `children` stand beside it. */
export function AnswerFeedback({ turn, children }: { turn: AnswerTurn; children: ReactNode }) {
  const { rate } = useConversation();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const choose = async (rating: 'up' | 'down') => {
    setNote('');
    setOpen(true);
    const problem = await rate(turn, rating);
    if (problem) {
      setOpen(false);
      setNote(problem);
    }
  };
  return (
    <div className="grid gap-2">
      <div className="-ml-2.5 flex flex-wrap items-center">
        <Thumb icon={ThumbsUp} label="This helped" pressed={turn.rating === 'up'} onClick={() => void choose('up')} />
        <Thumb
          icon={ThumbsDown}
          label="This did not help"
          pressed={turn.rating === 'down'}
          onClick={() => void choose('down')}
        />
        {children}
      </div>
      <output className={clsx('text-sm text-ink-soft', note === '' && 'sr-only')}>{note}</output>
      {open && turn.rating ? (
        <CommentForm
          turn={turn}
          rating={turn.rating}
          onDone={(text) => {
            setOpen(false);
            setNote(text);
          }}
        />
      ) : null}
    </div>
  );
}

function Thumb({
  icon: Icon,
  label,
  pressed,
  onClick,
}: {
  icon: typeof ThumbsUp;
  label: string;
  pressed: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
      className={clsx(
        'grid size-11 place-items-center rounded-control transition-colors hover:bg-sand',
        pressed ? 'text-gold-ink' : 'text-ink-soft hover:text-ink',
      )}
    >
      <Icon aria-hidden className={clsx('size-[1.125rem]', pressed && 'fill-gold-wash')} />
    </button>
  );
}

function CommentForm({
  turn,
  rating,
  onDone,
}: {
  turn: AnswerTurn;
  rating: 'up' | 'down';
  onDone: (note: string) => void;
}) {
  const { rate } = useConversation();
  const [comment, setComment] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const text = comment.trim();
    if (text === '') return onDone('Thank you.');
    setSending(true);
    const problem = await rate(turn, rating, text);
    setSending(false);
    if (problem) setError(problem);
    else onDone('Thank you, your note is with us.');
  };
  return (
    <form
      onSubmit={(event) => void send(event)}
      className="grid max-w-md animate-appear gap-3 rounded-control border border-hairline bg-paper p-4"
    >
      <TextArea
        ref={field}
        id={id}
        label={rating === 'up' ? 'What was good about it?' : 'What was wrong or missing?'}
        optional
        rows={2}
        maxLength={MAX_COMMENT}
        value={comment}
        error={error}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" loading={sending}>
          Send note
        </Button>
        <Button variant="quiet" onClick={() => onDone('Thank you.')}>
          No note
        </Button>
      </div>
    </form>
  );
}
