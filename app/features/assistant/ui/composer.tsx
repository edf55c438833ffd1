import { ArrowDown, ArrowUp, CloudOff, Square } from 'lucide-react';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useAwake } from '#app/ui/use-awake.ts';
import { clsx } from 'clsx';
import { MAX_QUESTION } from './chat-contract.ts';
import { keepDraft, readDraft } from './question-draft.ts';
import { useConversation } from './use-conversation.tsx';
import { useOnline } from './use-online.ts';

/** The count appears this many characters before the limit. */
const COUNT_FROM = MAX_QUESTION - 200;

/** A question that was posted as a form: before the page was awake, or without script. */
export type SentEarly = { message: string; problem: string };

export type ComposerHandle = { edit: (text: string) => void; focus: () => void };

type ComposerProps = {
  placeholder: string;
  /** What was refused of it; null for none. */
  sentEarly: SentEarly | null;
  /** `key`: of the answer to come. */
  onAsked: (key: string) => void;
  /** Leads to the end of the conversation; null while that is in view. */
  onToEnd: (() => void) | null;
};

const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** What is typed in a house's field, kept in this tab, and how to change it. The field grows with it. */
function useDraft(houseId: string, field: RefObject<HTMLTextAreaElement>, first: string) {
  const [text, setText] = useState(first);
  const write = (value: string) => {
    setText(value);
    keepDraft(houseId, { text: value });
  };

  // What was typed before the page came alive stays; else what an earlier page of this tab left behind.
  useEffect(() => {
    const draft = readDraft(houseId);
    const early = field.current?.value ?? '';
    write(early || draft.text || draft.pending || '');
    keepDraft(houseId, { pending: null });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, on arrival
  }, [houseId]);

  useBrowserLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  return [text, write] as const;
}

/**
 * Where questions are typed (F4). Grows with its text; Enter sends, Shift+Enter starts a line; what is typed is kept
 * until it was accepted.
 */
export const Composer = forwardRef<ComposerHandle, ComposerProps>(function Composer(
  { placeholder, sentEarly, onAsked, onToEnd },
  ref,
) {
  const { house, conversationId, ask, stop, running } = useConversation();
  const online = useOnline();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, write] = useDraft(house.houseId, field, sentEarly?.message ?? '');
  const [hint, setHint] = useState(sentEarly?.problem ?? '');
  const id = useId();

  useImperativeHandle(ref, () => ({
    edit: (value) => {
      write(value);
      field.current?.focus();
    },
    focus: () => field.current?.focus(),
  }));

  const length = [...text.trim()].length;
  const tooLong = length > MAX_QUESTION;

  const send = (event?: FormEvent) => {
    event?.preventDefault();
    const question = text.trim();
    if (question === '') return setHint('Type your question first.');
    if (tooLong) return setHint(`Shorten your question by ${length - MAX_QUESTION} characters.`);
    const key = ask(question);
    if (key === null) return setHint('One answer at a time: wait for it, or stop it.');
    setHint('');
    write('');
    onAsked(key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    send(event);
  };

  const note = !online ? 'You are offline. You can go on typing; your question is kept.' : hint;
  return (
    // Before the page is awake, and without script, the form itself asks; the answer comes with the next page.
    <form method="post" action="/home?index" onSubmit={send} className="grid gap-1.5">
      {conversationId ? <input type="hidden" name="conversation_id" value={conversationId} /> : null}
      <div
        className={clsx(
          'flex items-end gap-2 rounded-card border border-edge bg-paper p-1.5 shadow-card transition-colors',
          'focus-within:border-gold focus-within:outline-2 focus-within:outline-gold',
        )}
      >
        <label htmlFor={id} className="sr-only">
          Your question
        </label>
        <textarea
          ref={field}
          id={id}
          name="message"
          rows={1}
          value={text}
          placeholder={placeholder}
          autoComplete="off"
          enterKeyHint="send"
          aria-describedby={`${id}-note ${id}-count`}
          aria-invalid={tooLong || undefined}
          onChange={(event) => {
            write(event.target.value);
            setHint('');
          }}
          onKeyDown={onKeyDown}
          className={clsx(
            'max-h-[min(14rem,32dvh)] min-h-11 min-w-0 flex-1 resize-none bg-transparent px-3 py-2.5 text-[1.0625rem]',
            'leading-6 outline-none placeholder:text-ink-soft',
          )}
        />
        <SendOrStop running={running !== undefined} onStop={stop} blocked={length === 0 || tooLong} />
      </div>
      <Foot {...{ id, note, online, length, tooLong, onToEnd }} />
    </form>
  );
});

type SendOrStopProps = { running: boolean; onStop: () => void; blocked: boolean };

/** Keys keep the two apart: an element turned from button to submit in its own click would also submit. */
function SendOrStop({ running, onStop, blocked }: SendOrStopProps) {
  // Without script nothing is blocked: the form asks, and what is wrong with the question is said by the next page.
  const awake = useAwake();
  return running ? (
    <button
      key="stop"
      type="button"
      onClick={onStop}
      aria-label="Stop the answer"
      className={clsx(
        'grid size-11 shrink-0 place-items-center rounded-control border border-edge bg-paper text-ink',
        'transition-colors hover:bg-sand',
      )}
    >
      <Square aria-hidden className="size-3.5 fill-current" />
    </button>
  ) : (
    <button
      key="ask"
      type="submit"
      aria-label="Ask"
      aria-disabled={(awake && blocked) || undefined}
      className={clsx(
        'grid size-11 shrink-0 place-items-center rounded-control transition-colors',
        blocked ? 'bg-sand text-ink-soft' : 'bg-gold text-on-gold hover:bg-gold-bright',
      )}
    >
      <ArrowUp aria-hidden className="size-5" />
    </button>
  );
}

type FootProps = {
  id: string;
  note: string;
  online: boolean;
  length: number;
  tooLong: boolean;
  onToEnd: (() => void) | null;
};

/**
 * A note on what to do next, how long the question is once it comes near its limit, and the way to the end of the
 * conversation while that is out of sight: here it covers nothing that is to be read.
 */
function Foot({ id, note, online, length, tooLong, onToEnd }: FootProps) {
  return (
    <div
      className={clsx(
        'relative flex min-h-11 items-start justify-between gap-4 px-1 text-[0.8125rem] leading-5 text-ink-soft',
        'sm:min-h-7',
      )}
    >
      <output id={`${id}-note`} className={clsx('flex items-center gap-1.5', note && 'font-medium text-ink')}>
        {online ? null : <CloudOff aria-hidden className="size-3.5 shrink-0" />}
        {note || (
          <span className="font-normal text-ink-soft max-sm:pr-13">
            Answers come from your own documents. Check the page before you act on one.
          </span>
        )}
      </output>
      <p id={`${id}-count`} className={clsx('shrink-0 tabular-nums', tooLong && 'font-semibold text-red')}>
        {length >= COUNT_FROM ? `${length} of ${MAX_QUESTION}` : null}
      </p>
      {onToEnd && !note ? (
        <button
          type="button"
          onClick={onToEnd}
          className={clsx(
            'absolute top-0 right-0 inline-flex h-11 min-w-11 items-center justify-center gap-2 rounded-full border',
            'border-hairline bg-paper text-sm font-semibold text-ink hover:border-gold sm:h-7 sm:px-4',
          )}
        >
          <ArrowDown aria-hidden className="size-4" />
          <span className="max-sm:sr-only">To the latest</span>
        </button>
      ) : null}
    </div>
  );
}
