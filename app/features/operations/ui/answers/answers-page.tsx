import { useSearchParams } from '@remix-run/react';
import { MessageCircleQuestionMark, ThumbsDown, ThumbsUp } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { AnswerItem } from '../../answers/list-answers.server.ts';
import { Moment } from '../facts.tsx';
import { OfRequest, tenantNamed, type TenantName } from '../log-page.tsx';
import { MODE_NAMES, OUTCOME_NAMES, outcomeOf } from './answer-words.ts';

type AnswersPageProps = {
  page: Page<AnswerItem>;
  tenants: TenantName[];
  developments: { id: string; name: string }[];
};

const CHOICES = ['tenant', 'development', 'outcome', 'mode', 'rating', 'from', 'to', 'request'];
/** How wide a choice is beside the words. */
const WIDE = 'md:flex-[1_1_11rem]';
const asWritten = (value: string) => value;
const choicesOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

/** What owners asked and what they were answered, each with why (H6). */
export function AnswersPage({ page, tenants, developments }: AnswersPageProps) {
  const filtered = useFiltered(['q', ...CHOICES, 'cursor']);
  return (
    <>
      <PageHeader
        title="Answers"
        description={
          'What owners asked and what they were answered. Open one to see why. These are people’s own words: opening ' +
          'one is written to the activity log.'
        }
      />
      <Filters tenants={tenants} developments={developments} />
      <DataTable
        caption="Answers"
        columns={columns(tenants)}
        rows={page.items}
        rowKey={(item) => item.id}
        empty={<Empty filtered={filtered} more={page.next_cursor !== null} />}
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of answers" count={page.items.length} />
    </>
  );
}

function Empty({ filtered, more }: { filtered: boolean; more: boolean }) {
  if (more)
    return (
      <EmptyState icon={MessageCircleQuestionMark} title="None among the last 2,000 that were looked through">
        Older ones follow on the next page, or choose a time or a tenant.
      </EmptyState>
    );
  return filtered ? (
    <NothingFits title="No answer fits these filters" things="answers" to="/admin/rag" />
  ) : (
    <EmptyState icon={MessageCircleQuestionMark} title="Nobody has asked yet">
      Each answer of a house appears here, with what was found and how it was decided.
    </EmptyState>
  );
}

function Filters({ tenants, developments }: Pick<AnswersPageProps, 'tenants' | 'developments'>) {
  const [params] = useSearchParams();
  return (
    <SearchForm label="Answers" clearTo="/admin/rag" placeholder="Words of the question" choices={CHOICES}>
      <OfRequest />
      <FilterSelect
        name="tenant"
        label="Tenant"
        placeholder="Any tenant"
        options={tenants.map(({ id, name }) => ({ value: id, label: name }))}
        nameOf={asWritten}
        className={WIDE}
      />
      {developments.length > 0 || params.get('development') ? (
        <FilterSelect
          name="development"
          label="Development"
          placeholder="Any development"
          options={developments.map(({ id, name }) => ({ value: id, label: name }))}
          nameOf={asWritten}
          className={WIDE}
        />
      ) : null}
      <FilterSelect
        name="outcome"
        label="Outcome"
        placeholder="Any outcome"
        options={choicesOf(OUTCOME_NAMES)}
        className={WIDE}
      />
      <FilterSelect
        name="mode"
        label="How it was made"
        placeholder="Made in any way"
        options={choicesOf(MODE_NAMES)}
        className={WIDE}
      />
      <FilterSelect
        name="rating"
        label="Feedback"
        placeholder="Any feedback"
        options={[
          { value: 'up', label: 'Rated up' },
          { value: 'down', label: 'Rated down' },
        ]}
        className={WIDE}
      />
      <TextField type="date" name="from" label="From" defaultValue={params.get('from') ?? ''} className={WIDE} />
      <TextField type="date" name="to" label="To" defaultValue={params.get('to') ?? ''} className={WIDE} />
    </SearchForm>
  );
}

const columns = (tenants: TenantName[]): Column<AnswerItem>[] => [
  {
    key: 'question',
    header: 'Question',
    primary: true,
    className: 'lg:w-2/5',
    // Opening one leaves a trace, so nothing is fetched before the click.
    cell: (item) => (
      <TextLink to={`/admin/rag/${item.id}`} prefetch="none" className="line-clamp-2 wrap-anywhere">
        {item.question?.trim() || 'A question that is gone'}
      </TextLink>
    ),
  },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: (item) => {
      const { tone, label } = outcomeOf(item);
      return <Badge tone={tone}>{label}</Badge>;
    },
  },
  {
    key: 'where',
    header: 'Where',
    cell: (item) => (
      <span className="grid gap-0.5">
        {item.development.name ?? item.development.id}
        <span className="text-sm text-ink-soft">{tenantNamed(tenants, item.tenant_id)}</span>
      </span>
    ),
  },
  {
    key: 'rating',
    header: 'Feedback',
    cell: ({ rating }) =>
      rating === null ? (
        '–'
      ) : (
        <span className="inline-flex items-center gap-1.5">
          {rating === 'up' ? (
            <ThumbsUp aria-hidden className="size-4" />
          ) : (
            <ThumbsDown aria-hidden className="size-4" />
          )}
          {rating === 'up' ? 'Up' : 'Down'}
        </span>
      ),
  },
  {
    key: 'latency',
    header: 'Took',
    align: 'end',
    sort: 'latency',
    className: 'whitespace-nowrap',
    cell: ({ latency_ms }) => `${latency_ms} ms`,
  },
  { key: 'at', header: 'Asked', sort: 'at', cell: ({ at }) => <Moment at={at} /> },
];
