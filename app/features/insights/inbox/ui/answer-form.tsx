import { Form, useNavigation } from '@remix-run/react';
import { Send } from 'lucide-react';
import { problemsOf } from '#app/features/documents/ui/form-refusal.ts';
import { Button } from '#app/ui/button.tsx';
import { useKeptText } from '#app/ui/use-kept-text.ts';
import { TextArea } from '#app/ui/text-area.tsx';
import { MAX_ANSWER } from '../limits.ts';
import type { InboxQuestion } from '../read-question.server.ts';
import type { InboxRefusal } from './inbox-refusal.ts';

/** Answers its owner; what was refused stays typed. */
export function AnswerForm({
  question,
  count,
  refusal,
}: {
  question: InboxQuestion;
  /** Answers that were sent already. */
  count: number;
  refusal: InboxRefusal | undefined;
}) {
  const { formAction } = useNavigation();
  const kept = useKeptText(`openhouse.answer ${question.id} ${question.answered_at}`);
  const { owner } = question;
  // What was refused of a note is told there.
  const refused = refusal?.typed.title === undefined ? refusal : undefined;
  if (!question.readable)
    return <p className="text-ink-soft">Who asked this has left the house, so there is nobody to answer.</p>;
  const who = owner?.name ?? 'who asked';
  return (
    <Form method="post" action="?intent=answer" noValidate className="grid gap-3">
      <input type="hidden" name="seen" value={question.answered_at} />
      <TextArea
        {...kept}
        name="text"
        label={count > 0 ? `Write to ${who} once more` : `Your answer to ${who}`}
        hint={
          owner?.has_mail
            ? 'They read it under their question, and by mail. It cannot be changed once it is sent.'
            : 'They read it under their question. It cannot be changed once it is sent.'
        }
        inputClassName="min-h-32"
        maxLength={MAX_ANSWER}
        defaultValue={refused?.typed.text ?? ''}
        required
        error={problemsOf(refused)('text')}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          icon={Send}
          loading={formAction?.endsWith('intent=answer') ?? false}
          loadingLabel="Sending your answer"
        >
          Send the answer
        </Button>
      </div>
    </Form>
  );
}
