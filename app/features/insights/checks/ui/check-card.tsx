import { Form, useNavigation } from '@remix-run/react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import type { CheckItem } from '../list-checks.server.ts';
import { AnswerBox } from './answer-box.tsx';
import { useIntentHere } from './use-intent-here.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

/** A check with its approved answer, and beside it what the documents answer now where that is another. */
export function CheckCard({ check, mayManage }: { check: CheckItem; mayManage: boolean }) {
  const { approved, answer, asked_at: asked } = check;
  return (
    <Card as="article" aria-label={check.question}>
      <p className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <OutcomeBadge outcome={check.outcome} />
        <Badge>{check.house_type}</Badge>
        {asked ? (
          <time dateTime={asked}>{`asked ${formatDate(new Date(asked))}, ${formatTime(new Date(asked))}`}</time>
        ) : null}
      </p>
      <h3 className="mb-3 font-serif text-lg leading-snug font-semibold wrap-anywhere">{check.question}</h3>
      <div className="grid gap-3 lg:grid-cols-2">
        {approved ? <AnswerBox title="Approved answer" answer={approved} mark="old" /> : null}
        {answer ? <AnswerBox title={approved ? 'Answer now' : 'Answer to approve'} answer={answer} mark="new" /> : null}
      </div>
      {mayManage ? (
        <div className="mt-4 flex flex-wrap gap-2">
          {answer ? <Approve check={check} first={!approved} /> : null}
          <Remove check={check} />
        </div>
      ) : null}
    </Card>
  );
}

function Approve({ check, first }: { check: CheckItem; first: boolean }) {
  const busy = useNavigation().formData?.get('id') === check.id;
  return (
    <Form method="post" action={useIntentHere('approve')}>
      <input type="hidden" name="id" value={check.id} />
      <input type="hidden" name="version" value={check.version} />
      <Button type="submit" variant="primary" loading={busy}>
        {first ? 'Approve' : 'Approve the new answer'}
        <span className="sr-only">: {check.question}</span>
      </Button>
    </Form>
  );
}

function Remove({ check }: { check: CheckItem }) {
  return (
    <Dialog
      title="Remove this check?"
      description={`“${check.question}” is not asked any more when documents change. You can add it again.`}
      trigger={
        <Button variant="quiet">
          Remove<span className="sr-only">: {check.question}</span>
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>Go back</Button>
          </DialogClose>
          <Form method="post" action={useIntentHere('remove')} className="grid">
            <input type="hidden" name="id" value={check.id} />
            <Button type="submit" variant="danger">
              Remove the check
            </Button>
          </Form>
        </>
      }
    />
  );
}
