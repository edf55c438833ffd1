import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { StickyNote } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { InboxTabs } from '../../inbox/ui/inbox-tabs.tsx';
import type { NoteItem } from '../list-notes.server.ts';

const WHERE = '/developer/inbox/notes';

export type NoteRefusal = { message: string; fields: { field: string; message: string }[]; id: string };

/** Notes that staff made of answers, and when each ends (G9). */
export function NotesPage({
  page,
  show,
  refusal,
}: {
  page: { items: NoteItem[]; next_cursor: string | null };
  show: 'all' | 'ending';
  refusal: NoteRefusal | undefined;
}) {
  const [params] = useSearchParams();
  const filtered = params.has('show') || params.has('cursor');
  return (
    <>
      <PageHeader
        title="Inbox"
        description={
          'Notes that you have made of answers. The assistant quotes each as a note of yours, with its day, until ' +
          'the day on which it ends.'
        }
      />
      <InboxTabs />
      {params.has('done') && !refusal ? (
        <Alert tone="positive" title="The note is changed" className="mb-5">
          Answers and search follow from now on.
        </Alert>
      ) : null}
      {refusal && refusal.fields.length === 0 ? (
        <Alert tone="negative" title="Nothing was changed" className="mb-5">
          {refusal.message}
        </Alert>
      ) : null}
      <FilterForm
        label="Notes"
        clearTo={WHERE}
        filtered={filtered}
        submit={<Button type="submit">Show</Button>}
        className="grid-cols-2 md:flex md:flex-wrap"
      >
        <FilterSelect
          name="show"
          label="Which"
          placeholder="All notes"
          options={[{ value: 'ending', label: 'Ended, or within 30 days' }]}
        />
      </FilterForm>
      {page.items.length === 0 ? (
        <Nothing filtered={filtered} show={show} />
      ) : (
        <ul className="mt-6 grid gap-3">
          {page.items.map((note) => (
            <li key={note.id}>
              <NoteCard note={note} refusal={refusal?.id === note.id ? refusal : undefined} />
            </li>
          ))}
        </ul>
      )}
      <Pagination nextCursor={page.next_cursor} label="Pages of notes" count={page.items.length} />
    </>
  );
}

const STATES: Record<NoteItem['state'], { tone: Tone; label: string }> = {
  holds: { tone: 'positive', label: 'Holds' },
  'ends-soon': { tone: 'caution', label: 'Ends soon' },
  ended: { tone: 'neutral', label: 'Ended' },
  'not-ready': { tone: 'info', label: 'Being read' },
};

function endOf({ ends_on: endsOn, state }: NoteItem): string {
  if (endsOn === null) return 'no end';
  return `${state === 'ended' ? 'ended' : 'ends'} on ${formatIsoDay(endsOn)}`;
}

function NoteCard({ note, refusal }: { note: NoteItem; refusal: NoteRefusal | undefined }) {
  const mayChange = useCan('question:answer');
  return (
    <Card as="article" aria-label={note.title}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 font-serif text-lg font-semibold wrap-anywhere">
          <TextLink to={`/developer/documents/${note.id}`}>{note.title}</TextLink>
        </h2>
        <Badge tone={STATES[note.state].tone}>{STATES[note.state].label}</Badge>
      </div>
      <p className="text-sm text-ink-soft">
        {`${note.development} · house types ${note.house_types.join(', ')} · written on ${formatIsoDay(
          note.written_on,
        )} · ${endOf(note)}`}
      </p>
      {mayChange ? <EndForms note={note} refusal={refusal} /> : null}
    </Card>
  );
}

function EndForms({ note, refusal }: { note: NoteItem; refusal: NoteRefusal | undefined }) {
  const { formAction, formData } = useNavigation();
  const mine = formData?.get('id') === note.id;
  const known = (
    <>
      <input type="hidden" name="id" value={note.id} />
      <input type="hidden" name="seen" value={note.ends_on ?? ''} />
    </>
  );
  return (
    <details className="mt-1" open={refusal !== undefined}>
      <summary className="min-h-11 content-center text-sm font-semibold">
        Change when it ends<span className="sr-only">: {note.title}</span>
      </summary>
      <div className="flex flex-wrap items-end gap-3 pb-1">
        <Form method="post" action="?intent=extend" noValidate className="flex flex-wrap items-end gap-3">
          {known}
          <TextField
            key={note.ends_on}
            type="date"
            name="ends_on"
            label="Ends on"
            hint="Empty for a note that stays."
            defaultValue={note.state === 'ended' ? '' : (note.ends_on ?? '')}
            error={refusal?.fields.find(({ field }) => field === 'ends_on')?.message}
          />
          <Button
            type="submit"
            loading={mine && (formAction?.endsWith('intent=extend') ?? false)}
            loadingLabel="Saving"
          >
            Save the day
          </Button>
        </Form>
        {note.state === 'ended' ? null : (
          <Form method="post" action="?intent=end">
            {known}
            <Button type="submit" loading={mine && (formAction?.endsWith('intent=end') ?? false)} loadingLabel="Ending">
              End it now
            </Button>
          </Form>
        )}
      </div>
    </details>
  );
}

function Nothing({ filtered, show }: { filtered: boolean; show: 'all' | 'ending' }) {
  if (filtered)
    return (
      <EmptyState icon={StickyNote} title="Nothing here" action={<LinkButton to={WHERE}>Show all notes</LinkButton>}>
        {show === 'ending' ? 'No note has ended or ends within 30 days.' : 'This is beyond the end of the list.'}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={StickyNote}
      title="No note yet"
      action={<LinkButton to="/developer/inbox">Look at the questions</LinkButton>}
    >
      Answer a question, then make a note of the answer: the assistant tells it to everybody whom it concerns.
    </EmptyState>
  );
}
