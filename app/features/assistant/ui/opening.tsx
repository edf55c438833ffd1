import { clsx } from 'clsx';
import { Bot } from 'lucide-react';
import { CategoryIcon } from '#app/features/documents/ui/category-icon.tsx';
import { useConversation } from './use-conversation.tsx';

export type SuggestedQuestion = { category: string; question: string };

/** Before the first question: a greeting, what this is, and questions to start with (F4). */
export function Opening({
  greeting,
  name,
  houseLabel,
  questions,
  onAsked,
}: {
  greeting: string;
  name: string;
  houseLabel: string;
  questions: SuggestedQuestion[];
  onAsked: (key: string) => void;
}) {
  return (
    <div className="my-auto grid gap-8 py-8">
      <header className="grid gap-3">
        <h1 className="font-serif text-[2rem] leading-[1.15] font-semibold tracking-[-0.015em] sm:text-[2.625rem]">
          {greeting}, {name}.
        </h1>
        <p className="max-w-xl text-lg text-ink-soft">
          Ask {houseLabel} anything. Answers come from the documents and the record of your own house, with the page
          they come from. In an emergency, the first thing you read is what to do.
        </p>
        <p className="flex max-w-xl items-baseline gap-2 text-base text-ink-soft">
          <Bot aria-hidden className="size-4 shrink-0 translate-y-0.5" />
          You are talking to an AI, not to a person. Each answer says whether it is quoted or written by AI.
        </p>
      </header>
      {questions.length > 0 ? (
        <section aria-labelledby="suggested" className="grid gap-3">
          <h2 id="suggested" className="text-sm font-semibold text-ink-soft">
            To begin with
          </h2>
          <ul className="grid gap-2 sm:grid-cols-2">
            {questions.map((suggestion) => (
              <SuggestedButton key={suggestion.question} {...suggestion} onAsked={onAsked} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function SuggestedButton({ category, question, onAsked }: SuggestedQuestion & { onAsked: (key: string) => void }) {
  const { ask, running } = useConversation();
  return (
    <li className="grid">
      <button
        type="button"
        disabled={running !== undefined}
        onClick={() => {
          const key = ask(question);
          if (key) onAsked(key);
        }}
        className={clsx(
          'group flex min-h-14 items-center gap-3 rounded-control border border-hairline bg-paper px-4 py-3',
          'text-left leading-snug shadow-card transition-colors hover:border-gold',
        )}
      >
        <CategoryIcon category={category} className="size-5 shrink-0 text-gold-ink" />
        {question}
      </button>
    </li>
  );
}
