import { Form, useSearchParams } from '@remix-run/react';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { Cover } from '../../maintenance/list-covers.server.ts';
import { CoverList } from '../../maintenance/ui/cover-list.tsx';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import type { DefectDetails } from '../read-defects.server.ts';
import { MAX_WORDS } from '../limits.ts';
import { DefectStateBadge } from './defect-state.tsx';
import { MessageForm } from './message-form.tsx';
import { MessageList } from './message-list.tsx';
import { PhotoList } from './photo-list.tsx';

type Refusal = { message: string; fields: { field: string; message: string }[]; text: string };
type OwnerDefectProps = DefectDetails & { covers: Cover[]; refusal: Refusal | undefined };

const DONE: Record<string, string> = {
  reported: 'Your report is with your builder',
  sent: 'Your message is sent',
  closed: 'Thank you: your side is closed',
  reopened: 'It is open again, and your builder is told',
};

/** One defect as its owner sees it (F11). */
export function OwnerDefect({ defect, photos, messages, covers, refusal }: OwnerDefectProps) {
  const { tenant } = useHome();
  const [params] = useSearchParams();
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  const error = refusal?.fields.find(({ field }) => field === 'text')?.message;
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/home/care">Defects</TextLink>}
        title={<span className="wrap-anywhere">{defect.title}</span>}
        description={<span className="wrap-anywhere">{defect.room}</span>}
        actions={<DefectStateBadge state={defect.state} />}
      />
      {done ? <Alert tone="positive" title={done} className="mb-5" /> : null}
      {refusal && !error ? (
        <Alert tone="negative" title="Nothing was saved" className="mb-5">
          {refusal.message}
        </Alert>
      ) : null}
      <div className="grid gap-6">
        {defect.state === 'scheduled' && defect.visit_on ? (
          <Alert title={`Somebody comes on ${formatIsoDay(defect.visit_on)}`} />
        ) : null}
        <p className="max-w-prose wrap-anywhere whitespace-pre-line">{defect.description}</p>
        <PhotoList photos={photos} />
        <Closing defect={defect} refusal={refusal} builder={tenant.name} />
        <section aria-labelledby="said">
          <h2 id="said" className="mb-3 font-serif text-xl font-semibold text-ink">
            What was said
          </h2>
          <MessageList messages={messages} names={{ owner: 'You', builder: tenant.name }} />
          <MessageForm
            key={messages.length}
            to={tenant.name}
            typed={error ? (refusal?.text ?? '') : ''}
            error={error}
          />
        </section>
        {covers.length > 0 ? (
          <Card>
            <CardHeader title="What is covered until when" description="From your documents." />
            <CoverList covers={covers} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** Closed once both say so: the builder calls it done, its owner agrees, or opens it again with a word why. */
function Closing({
  defect,
  refusal,
  builder,
}: {
  defect: DefectDetails['defect'];
  refusal: Refusal | undefined;
  builder: string;
}) {
  const { state, version, closed_by_owner: isMine } = defect;
  const isDone = state === 'done';
  const isClosed = state === 'closed';
  return (
    <Card>
      <CardHeader
        title={
          isClosed ? 'Closed by both' : isDone ? 'Is it mended?' : isMine ? 'You said that it is settled' : 'Settled?'
        }
        description={
          isClosed
            ? 'If it comes back, open it again.'
            : isDone
              ? `${builder} says that it is done. It is closed once you agree.`
              : isMine
                ? `It is closed once ${builder} agrees.`
                : 'If it has settled itself, say so.'
        }
      />
      <div className="grid gap-4">
        {isClosed || isMine ? null : (
          <Form method="post" action="?intent=close">
            <input type="hidden" name="version" value={version} />
            <Button type="submit" variant={isDone ? 'primary' : undefined} icon={CircleCheck}>
              {isDone ? 'Yes, it is mended' : 'It is settled'}
            </Button>
          </Form>
        )}
        {isDone || isClosed || isMine ? (
          <Form method="post" action="?intent=reopen" noValidate className="grid gap-3">
            <input type="hidden" name="version" value={version} />
            <TextArea
              name="text"
              label="It is not: what is still wrong?"
              defaultValue={refusal?.text ?? ''}
              rows={2}
              maxLength={MAX_WORDS}
              required
            />
            <div>
              <Button type="submit" icon={RotateCcw}>
                Open it again
              </Button>
            </div>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
