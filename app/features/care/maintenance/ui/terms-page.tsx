import { Form, useLocation, useNavigation, useSearchParams } from '@remix-run/react';
import { CalendarCheck, ScanSearch } from 'lucide-react';
import { INTERVAL_UNITS, type TermState } from '#db/schema/care-words.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { TermItem } from '../confirm-term.server.ts';

type TermsPageProps = {
  page: { items: TermItem[]; next_cursor: string | null };
  state: TermState;
  refusal: { message: string; id: string | null } | undefined;
};

const STATES = [
  { value: 'found', label: 'To confirm' },
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'dismissed', label: 'Dismissed' },
];

/** What documents say of time: found by a job, shown to owners once it is confirmed (F12). */
export function TermsPage({ page, state, refusal }: TermsPageProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('care:manage');
  return (
    <>
      <PageHeader
        title="Maintenance"
        description="Tasks and covers that your documents name. Owners see what you confirm, each with its page."
        actions={
          mayManage ? (
            <Form method="post" action="?intent=collect">
              <Button type="submit" icon={ScanSearch}>
                Look through the documents now
              </Button>
            </Form>
          ) : undefined
        }
      />
      {refusal ? (
        <Alert tone="negative" title="Nothing was saved" className="mb-4">
          {refusal.message}
        </Alert>
      ) : params.get('done') === 'collecting' ? (
        <Alert title="Your documents are looked through" className="mb-4">
          What is found appears here within a minute or two: open this page again. It also happens each night.
        </Alert>
      ) : null}
      <FilterForm
        label="Maintenance"
        clearTo="/developer/maintenance"
        filtered={params.has('state') || params.has('document_id')}
        submit={<Button type="submit">Show</Button>}
        className="grid-cols-2 md:flex md:flex-wrap"
      >
        <FilterSelect name="state" label="State" placeholder="To confirm" options={STATES.slice(1)} />
      </FilterForm>
      {page.items.length === 0 ? (
        <EmptyState icon={CalendarCheck} title={state === 'found' ? 'Nothing waits to be confirmed' : 'Nothing here'}>
          Sentences and rows such as “Clean the filter every 6 months” are found in documents once they are published.
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {page.items.map((term) => (
            <li key={`${term.id}-${term.version}`}>
              <TermCard term={term} mayManage={mayManage} />
            </li>
          ))}
        </ul>
      )}
      <Pagination nextCursor={page.next_cursor} label="Pages of findings" count={page.items.length} />
    </>
  );
}

function TermCard({ term, mayManage }: { term: TermItem; mayManage: boolean }) {
  const { search } = useLocation();
  const busy = useNavigation().formData?.get('id') === term.id;
  const action = new URLSearchParams(search);
  action.set('intent', 'decide');
  action.delete('done');
  const { document } = term;
  return (
    <Card as="article">
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <Badge tone={term.kind === 'task' ? 'gold' : 'info'}>{term.kind === 'task' ? 'Task' : 'Cover'}</Badge>
        <TextLink to={`/developer/documents/${document.id}/pages?page=${document.page}`}>
          {document.title}, page {document.page}
        </TextLink>
      </p>
      <blockquote className="mb-4 border-l-2 border-gold pl-3 wrap-anywhere text-ink-soft">{term.quote}</blockquote>
      <Form method="post" action={`?${action}`} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_6rem_9rem]">
        <input type="hidden" name="id" value={term.id} />
        <input type="hidden" name="version" value={term.version} />
        <TextField
          name="subject"
          label={term.kind === 'task' ? 'What is to be done' : 'What is covered'}
          defaultValue={term.subject}
          maxLength={160}
          disabled={!mayManage}
          required
        />
        <TextField
          type="number"
          name="count"
          label={term.kind === 'task' ? 'Every' : 'For'}
          min={1}
          max={400}
          defaultValue={term.count}
          disabled={!mayManage}
          required
        />
        <SelectField
          name="unit"
          label="Unit"
          defaultValue={term.unit}
          disabled={!mayManage}
          options={INTERVAL_UNITS.map((value) => ({ value, label: `${value}s` }))}
        />
        {mayManage ? (
          <div className="flex gap-2">
            <Button type="submit" name="state" value="confirmed" variant="primary" loading={busy}>
              {term.state === 'confirmed' ? 'Save' : 'Confirm'}
            </Button>
            {term.state === 'dismissed' ? null : (
              <Button type="submit" name="state" value="dismissed" variant="quiet">
                Dismiss
              </Button>
            )}
          </div>
        ) : null}
      </Form>
    </Card>
  );
}
