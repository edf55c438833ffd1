import { Form, useNavigation } from '@remix-run/react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { CHECK_OUTCOMES } from '#db/schema/check-outcomes.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { wouldBeLost } from '#app/features/documents/ui/would-be-lost.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { Trial, TrialItem } from '../read-trial.server.ts';
import { AnswerBox } from './answer-box.tsx';
import { OutcomeBadge, outcomeLabel } from './outcome-badge.tsx';

/** Seconds between two looks while the version is being read. */
const REFRESH = 3;

/** The approved answers beside those of a version before it replaces the live one, and what to do about it (G11). */
export function TrialPage({ trial, refusal }: { trial: Trial; refusal: string | undefined }) {
  const { document, version, counts, page } = trial;
  const tried = new Date(trial.tried_at);
  useRefresh(REFRESH, trial.state === 'under-way');
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to={`/developer/documents/${document.id}`}>{document.title}</TextLink>}
        title={`Answers with version ${version}`}
        description={`Your approved answers, as this version was tried on ${formatDate(tried)}, ${formatTime(tried)}.`}
      />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal}
        </Alert>
      ) : null}
      <Decision trial={trial} />
      <FilterForm
        label="Answers"
        clearTo={`/developer/checks/${trial.version_id}`}
        filtered={false}
        submit={<Button type="submit">Show</Button>}
        className="grid-cols-2 md:flex md:flex-wrap"
      >
        <FilterSelect
          name="outcome"
          label="What became of the answer"
          placeholder={trial.state === 'held' ? `Lost (${counts.lost ?? 0})` : 'All that are not the same'}
          options={CHECK_OUTCOMES.filter(
            (value) => value !== 'new' && !(value === 'lost' && trial.state === 'held'),
          ).map((value) => ({ value, label: `${outcomeLabel(value)} (${counts[value] ?? 0})` }))}
        />
      </FilterForm>
      {page.items.length === 0 ? (
        <p className="text-ink-soft">There is no such answer.</p>
      ) : (
        <ul className="grid gap-4">
          {page.items.map((item) => (
            <li key={item.id}>
              <Result item={item} held={trial.state === 'held'} />
            </li>
          ))}
        </ul>
      )}
      <Pagination nextCursor={page.next_cursor} label="Pages of answers" count={page.items.length} />
    </>
  );
}

function Decision({ trial }: { trial: Trial }) {
  const mayManage = useCan('check:manage');
  const sending = useNavigation().formAction;
  const { state, version, live_version: live, document } = trial;
  if (state === 'under-way')
    return (
      <Alert title="It is being read and tried once more" className="mb-5">
        Once nothing approved is lost any more, or you have said to publish it all the same, owners are answered from
        it. <TextLink to={`/developer/documents/${document.id}`}>Look at how far it is</TextLink>
      </Alert>
    );
  if (state === 'live')
    return (
      <Alert tone="positive" title={`Version ${version} is published`} className="mb-5">
        Owners are answered from it.
      </Alert>
    );
  if (state === 'over')
    return (
      <Alert title="Nothing waits here any more" className="mb-5">
        {live === null ? 'Owners read no version of this document.' : `Owners read version ${live}.`}
      </Alert>
    );
  return (
    <Card className="mb-5 grid gap-3">
      <h2 className="font-serif text-xl leading-snug font-semibold">
        Version {version} is held: {wouldBeLost(trial.counts.lost ?? 0)}
      </h2>
      <p>
        Owners are answered from {live === version ? 'what was read before' : `version ${live}`} until{' '}
        {mayManage ? 'you decide' : 'a manager of your company decides'}.
      </p>
      {mayManage ? (
        <div className="flex flex-wrap gap-2">
          <Form method="post" action="?intent=approve">
            <Button type="submit" variant="primary" loading={sending?.includes('intent=approve')}>
              Approve all new answers and publish
            </Button>
          </Form>
          <Confirmed
            label="Publish anyway"
            title={`Publish version ${version} anyway?`}
            description="Owners lose these answers. The approved ones stay in your list of checks, marked as lost."
            intent="publish"
          />
          <Confirmed
            label="Discard this version"
            title={`Discard version ${version}?`}
            description="Owners go on reading what is live. To use this file after all, have it read again."
            intent="discard"
            danger
          />
        </div>
      ) : null}
    </Card>
  );
}

type ConfirmedProps = { label: string; title: string; description: string; intent: string; danger?: boolean };

/** A decision that is asked about before it is made. */
function Confirmed({ label, title, description, intent, danger = false }: ConfirmedProps) {
  return (
    <Dialog
      title={title}
      description={description}
      trigger={<Button variant={danger ? 'quiet' : undefined}>{label}</Button>}
      actions={
        <>
          <DialogClose asChild>
            <Button>Go back</Button>
          </DialogClose>
          <Form method="post" action={`?intent=${intent}`} className="grid">
            <Button type="submit" variant={danger ? 'danger' : 'primary'}>
              {label}
            </Button>
          </Form>
        </>
      }
    />
  );
}

function Result({ item, held }: { item: TrialItem; held: boolean }) {
  const mayManage = useCan('check:manage');
  return (
    <Card as="article" aria-label={item.question}>
      <p className="mb-2 flex flex-wrap items-center gap-2 text-sm">
        <OutcomeBadge outcome={item.outcome} />
        <Badge>{item.house_type}</Badge>
      </p>
      <h3 className="mb-3 font-serif text-lg leading-snug font-semibold wrap-anywhere">{item.question}</h3>
      <div className="grid gap-3 lg:grid-cols-2">
        <AnswerBox title="Approved answer" answer={item.approved} mark="old" />
        <AnswerBox title="With this version" answer={item.answer} mark="new" />
      </div>
      {held && mayManage && item.outcome !== 'same' ? (
        <Form method="post" action="?intent=approve" className="mt-4">
          <input type="hidden" name="check_id" value={item.id} />
          <Button type="submit">
            Approve the new answer<span className="sr-only">: {item.question}</span>
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}
