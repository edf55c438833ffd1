import { Check, Send } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { BuilderAnswerCard } from './builder-answer-card.tsx';
import { MAX_QUESTION, type PassedOn } from './chat-contract.ts';
import type { AnswerTurn } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';

/** Passes the question behind an answer on to the builder, in words that its owner has gone over (F4, G5). */
export function AskBuilder({ turn, builder }: { turn: AnswerTurn; builder: string }) {
  const [isOpen, setIsOpen] = useState(false);
  if (turn.passedOn)
    return (
      <div className="grid gap-3">
        <output className="flex items-baseline gap-2 text-base">
          <Check aria-hidden className="size-4 shrink-0 translate-y-0.5 text-green" />
          <span>{whatHappened(turn.passedOn, builder)}</span>
        </output>
        {turn.passedOnQuestion !== null && turn.passedOnQuestion !== turn.question ? (
          <p dir="auto" className="max-w-prose wrap-anywhere whitespace-pre-line text-ink-soft">
            You asked them: {turn.passedOnQuestion}
          </p>
        ) : null}
        {turn.builderAnswers.map((answer) => (
          <BuilderAnswerCard key={answer.id} builder={builder} answer={answer} />
        ))}
      </div>
    );
  if (isOpen) return <QuestionForm turn={turn} builder={builder} onClose={() => setIsOpen(false)} />;
  // Where the documents are silent it is what to do next; else one way among others.
  const isNext = turn.mode === 'refusal';
  return (
    <div className={isNext ? '' : '-ml-3'}>
      <Button icon={Send} variant={isNext ? 'secondary' : 'quiet'} onClick={() => setIsOpen(true)}>
        Ask {builder}
      </Button>
    </div>
  );
}

function QuestionForm({ turn, builder, onClose }: { turn: AnswerTurn; builder: string; onClose: () => void }) {
  const { askBuilder } = useConversation();
  const [question, setQuestion] = useState(turn.question);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const text = question.trim();
    if (text === '') return setProblem('Write what you would like to ask.');
    setSending(true);
    setProblem(await askBuilder(turn, text));
    setSending(false);
  };
  return (
    <form
      onSubmit={(event) => void send(event)}
      className="grid max-w-xl animate-appear gap-3 rounded-control border border-hairline bg-paper p-4"
    >
      <TextArea
        ref={field}
        label={`Your question to ${builder}`}
        hint={
          'They see your name, your house and this text. Their answer appears here, and comes by mail if they have ' +
          'your address.'
        }
        rows={3}
        maxLength={MAX_QUESTION}
        value={question}
        error={problem}
        onChange={(event) => setQuestion(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" icon={Send} loading={sending} loadingLabel="Sending your question">
          Send to {builder}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/**
 * No more than is so: a question is recorded before its mail is sent, and stays in the builder's inbox if that fails.
 */
function whatHappened(passedOn: PassedOn, builder: string): string {
  if (passedOn === 'mailed') return `Your question was recorded for ${builder} and mailed to them.`;
  if (passedOn === 'unmailed')
    return `Your question is recorded in the inbox of ${builder}. Our mail to them did not go through.`;
  return `We have recorded your question for ${builder} and are mailing it to them.`;
}
