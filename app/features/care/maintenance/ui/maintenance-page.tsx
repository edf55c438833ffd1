import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { CalendarCheck, Check } from 'lucide-react';
import { viewerPath } from '#app/features/documents/pages/viewer-path.ts';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import type { Task } from '../list-tasks.server.ts';

type MaintenancePageProps = { tasks: Task[]; today: string; calendar: string | null; refusal: string | undefined };

/** What wants to be done when, each with the page that asks for it (F12). */
export function MaintenancePage({ tasks, today, calendar, refusal }: MaintenancePageProps) {
  const { tenant } = useHome();
  const [params] = useSearchParams();
  return (
    <>
      <PageHeader
        title="Maintenance"
        description="What your manuals ask for. Ticked off, each counts from that day on."
      />
      {refusal ? (
        <Alert tone="negative" title="Nothing was saved" className="mb-4">
          {refusal}
        </Alert>
      ) : params.get('done') === 'ticked' ? (
        <Alert tone="positive" title="Ticked off" className="mb-4" />
      ) : null}
      {tasks.length === 0 ? (
        <EmptyState icon={CalendarCheck} title="No tasks yet">
          {`They appear here once ${tenant.name} has confirmed what your manuals ask for.`}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {tasks.map((task) => (
            <li key={`${task.id}-${task.due_on}`}>
              <TaskCard task={task} today={today} />
            </li>
          ))}
        </ul>
      )}
      <Calendar calendar={calendar} />
    </>
  );
}

function TaskCard({ task, today }: { task: Task; today: string }) {
  const busy = useNavigation().formData?.get('term_id') === task.id;
  const { subject, every, due_on: dueOn, overdue, document, quote, last } = task;
  return (
    <Card as="article">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere text-ink">{subject}</h2>
        <Badge tone={overdue ? 'caution' : 'neutral'}>{`${overdue ? 'Was due' : 'Due'} ${formatIsoDay(dueOn)}`}</Badge>
      </div>
      <p className="mt-1 text-sm text-ink-soft">
        {every}
        {' · '}
        <TextLink to={viewerPath(document.id, { page: document.page, quote })}>
          {document.title}, page {document.page}
        </TextLink>
      </p>
      <details className="mt-3">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium">Done? Tick it off</summary>
        <Form method="post" action="?intent=tick" className="mt-2 grid gap-3 sm:grid-cols-2">
          <input type="hidden" name="term_id" value={task.id} />
          <input type="hidden" name="due_on" value={dueOn} />
          <TextField type="date" name="done_on" label="Done on" defaultValue={today} max={today} required />
          <TextField name="note" label="Note" optional maxLength={500} />
          <div>
            <Button type="submit" icon={Check} loading={busy}>
              Tick it off
            </Button>
          </div>
        </Form>
      </details>
      {last ? (
        <Form method="post" action="?intent=untick" className="mt-2 flex flex-wrap items-center gap-x-3 text-sm">
          <input type="hidden" name="term_id" value={task.id} />
          <input type="hidden" name="due_on" value={last.due_on} />
          <span className="wrap-anywhere text-ink-soft">
            Done {formatIsoDay(last.done_on)}
            {last.note ? `: ${last.note}` : ''}
          </span>
          <Button type="submit" variant="quiet" size="small">
            Undo
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}

function Calendar({ calendar }: { calendar: string | null }) {
  return (
    <Card className="mt-8">
      <CardHeader
        title="In your own calendar"
        description="An address that your calendar fetches by itself. Whoever has it sees these tasks alone."
      />
      {calendar ? (
        <p className="mb-4 rounded-control border border-hairline bg-ivory px-3 py-2 text-sm wrap-anywhere select-all">
          {calendar}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Form method="post" action="?intent=share">
          <Button type="submit">{calendar ? 'Make a new address' : 'Make an address'}</Button>
        </Form>
        {calendar ? (
          <Form method="post" action="?intent=unshare">
            <Button type="submit" variant="quiet">
              End it
            </Button>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
