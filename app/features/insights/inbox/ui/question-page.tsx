import { useSearchParams } from '@remix-run/react';
import { AnswerText } from '#app/features/assistant/ui/answer-text.tsx';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { InboxAnswer, InboxQuestion } from '../read-question.server.ts';
import { AnswerForm } from './answer-form.tsx';
import { NoteForm } from './note-form.tsx';
import type { InboxRefusal } from './inbox-refusal.ts';

type QuestionPageProps = {
  question: InboxQuestion;
  answers: InboxAnswer[];
  houseTypes: { code: string; name: string }[];
  refusal: InboxRefusal | undefined;
};

const at = (moment: string) => `${formatDate(new Date(moment))}, ${formatTime(new Date(moment))}`;

/** A question that an owner passed on: what was asked, what was answered, and what to do about it (G9). */
export function QuestionPage({ question, answers, houseTypes, refusal }: QuestionPageProps) {
  const [params] = useSearchParams();
  const mayAnswer = useCan('question:answer');
  const { house, owner } = question;
  const latest = answers.at(-1);
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/inbox">Inbox</TextLink>}
        title={answers.length > 0 ? 'Answered question' : 'Question'}
        description={
          <>
            <TextLink to={`/developer/units/${house.id}`}>{house.label}</TextLink>, {house.development}
          </>
        }
      />
      {params.get('done') === 'sent' && !refusal ? (
        <Alert tone="positive" title="Your answer is sent" className="mb-5">
          Its reader finds it under the question{owner?.has_mail ? ', and a mail tells them' : ''}.
        </Alert>
      ) : null}
      {refusal ? (
        <Alert tone="negative" title="Nothing was sent" className="mb-5">
          {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
        </Alert>
      ) : null}
      <div className="grid items-start gap-6 *:min-w-0 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <Card>
            <CardHeader title={askerOf(owner)} description={`Asked on ${at(question.asked_at)}`} />
            <p dir="auto" className="wrap-anywhere whitespace-pre-line">
              {question.question}
            </p>
            <details className="mt-4">
              <summary className="min-h-11 content-center text-sm font-semibold">What the assistant had said</summary>
              <AnswerText text={question.told} citations={[]} settled />
            </details>
          </Card>
          {answers.length > 0 ? <Answers answers={answers} /> : null}
          {mayAnswer ? <AnswerForm question={question} count={answers.length} refusal={refusal} /> : null}
        </div>
        <aside aria-label="What else to do" className="grid gap-6">
          {mayAnswer && latest ? (
            <NoteForm question={question} text={latest.text} houseTypes={houseTypes} refusal={refusal} />
          ) : null}
          {mayAnswer ? (
            <Card>
              <CardHeader
                title="Keep it answered"
                description="A check asks this of your documents before each new version goes to owners."
              />
              <TextLink to={`/developer/checks?from=${question.id}`}>Make this an answer check</TextLink>
            </Card>
          ) : null}
        </aside>
      </div>
    </>
  );
}

function askerOf(owner: InboxQuestion['owner']): string {
  if (!owner) return 'Somebody who scanned the code before the house was moved into';
  return owner.moved_out ? `${owner.name} (has moved out)` : owner.name;
}

const MAILS: Record<InboxAnswer['mail'], string> = {
  sent: 'mailed',
  failed: 'the mail did not go through',
  'under-way': 'a mail is on its way',
  none: 'no address to mail to',
};

function Answers({ answers }: { answers: InboxAnswer[] }) {
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" className="mb-3 font-serif text-xl font-semibold text-ink">
        What was answered
      </h2>
      <ol className="grid gap-3">
        {answers.map((answer) => (
          <li key={answer.id} className="rounded-card border border-hairline bg-sand/70 px-4 py-3">
            <p className="text-sm text-ink-soft">
              <time dateTime={answer.at}>{at(answer.at)}</time>
              {` · ${answer.seen_at ? `seen on ${formatDate(new Date(answer.seen_at))}` : 'not seen yet'} · ${
                MAILS[answer.mail]
              }`}
            </p>
            <p dir="auto" className="wrap-anywhere whitespace-pre-line">
              {answer.text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
