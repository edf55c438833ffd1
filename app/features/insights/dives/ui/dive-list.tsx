import { FileText, House } from 'lucide-react';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { formatCount } from '#app/ui/counted.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Link } from '@remix-run/react';
import type {
  DiveName,
  Dives,
  DocumentsItem,
  HandoverItem,
  JobsItem,
  OwnersItem,
  QuestionsItem,
  SHOWN,
} from '../dive.ts';
import { topicLabel } from '../name-part.ts';

type DiveListProps = {
  name: DiveName;
  show: (typeof SHOWN)[number];
  dive: Dives[DiveName];
  kept: URLSearchParams;
};

/** The list at a dive's end: its documents, or the builder's developments beside each other. */
export function DiveList({ name, show, dive, kept }: DiveListProps) {
  const things = name === 'documents' ? 'documents' : 'developments';
  return (
    <section aria-labelledby="list">
      <h2 id="list" className="mt-8 mb-3 font-serif text-xl font-semibold">
        {name === 'documents' ? 'By document' : 'By development'}
      </h2>
      {name === 'documents' ? <Shown show={show} kept={kept} /> : null}
      <Table name={name} dive={dive} show={show} kept={kept} />
      <Pagination nextCursor={dive.next_cursor} label={`Pages of ${things}`} count={dive.items.length} />
    </section>
  );
}

function Table({ name, dive, show, kept }: DiveListProps) {
  switch (name) {
    case 'questions':
      return <Developments caption="Questions" rows={(dive as Dives['questions']).items} columns={QUESTIONS(kept)} />;
    case 'owners':
      return <Developments caption="Owners" rows={(dive as Dives['owners']).items} columns={OWNERS(kept)} />;
    case 'jobs':
      return <Developments caption="Work" rows={(dive as Dives['jobs']).items} columns={JOBS(kept)} />;
    case 'handover':
      return <Developments caption="Hand-over" rows={(dive as Dives['handover']).items} columns={HANDOVER(kept)} />;
    case 'documents':
      return (
        <DataTable
          caption="Documents by how many answers cite them"
          columns={DOCUMENTS}
          rows={(dive as Dives['documents']).items}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={FileText} title={EMPTY[show].title}>
              {EMPTY[show].words}
            </EmptyState>
          }
        />
      );
  }
}

const EMPTY = {
  all: { title: 'No documents yet', words: 'Upload manuals and drawings: what answers cite is counted here.' },
  cited: { title: 'No answer of these days cites a document', words: 'Choose more days, or another development.' },
  never: { title: 'Every document was cited', words: 'An answer of these days cites each of them.' },
};

const SHOWS = [
  { value: 'all', label: 'All' },
  { value: 'cited', label: 'Cited' },
  { value: 'never', label: 'Never cited' },
] as const;

function Shown({ show, kept }: Pick<DiveListProps, 'show' | 'kept'>) {
  return (
    <nav aria-label="Which documents" className="mb-3 flex flex-wrap gap-2">
      {SHOWS.map(({ value, label }) => (
        <Link
          key={value}
          to={`?${new URLSearchParams([...kept, ['show', value]])}`}
          preventScrollReset
          aria-current={show === value || undefined}
          className={buttonStyles({ size: 'small', variant: show === value ? 'primary' : 'secondary' })}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function Developments<Row extends { id: string; name: string }>({
  caption,
  rows,
  columns,
}: {
  caption: string;
  rows: Row[];
  columns: Column<Row>[];
}) {
  return (
    <DataTable
      caption={`${caption} by development`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={House} title="No development yet">
          A development appears here as soon as the platform’s team has written it down.
        </EmptyState>
      }
    />
  );
}

/** Leads to the same dive of that development alone. */
const development = <Row extends { id: string; name: string }>(kept: URLSearchParams): Column<Row> => ({
  key: 'name',
  header: 'Development',
  primary: true,
  className: 'wrap-anywhere',
  cell: ({ id, name }) => {
    const params = new URLSearchParams(kept);
    params.set('development_id', id);
    return <TextLink to={`?${params}`}>{name}</TextLink>;
  },
});

const number = <Row,>(key: string, header: string, of: (row: Row) => number): Column<Row> => ({
  key,
  header,
  align: 'end',
  cell: (row) => formatCount(of(row)),
});

const QUESTIONS = (kept: URLSearchParams): Column<QuestionsItem>[] => [
  development(kept),
  number('questions', 'Asked', ({ questions }) => questions),
  number('answered', 'Answered', ({ answered }) => answered),
  number('doubtful', 'Doubtful', ({ doubtful }) => doubtful),
  number('refused', 'Not in documents', ({ refused }) => refused),
  number('passed_on', 'Passed on', (row) => row.passed_on),
];

const OWNERS = (kept: URLSearchParams): Column<OwnersItem>[] => [
  development(kept),
  {
    key: 'houses',
    header: 'Houses',
    align: 'end',
    cell: ({ id, houses }) => (
      <TextLink to={`/developer/homeowners?development_id=${id}`}>{formatCount(houses)}</TextLink>
    ),
  },
  number('claimed', 'Moved in so far', ({ claimed }) => claimed),
  number('houses_claimed', 'On these days', (row) => row.houses_claimed),
  number('questions', 'Questions', ({ questions }) => questions),
  {
    key: 'seen',
    header: 'Last seen',
    cell: ({ last_seen_on: day }) => (day === null ? 'nobody yet' : formatIsoDay(day)),
  },
];

const JOBS = (kept: URLSearchParams): Column<JobsItem>[] => [
  development(kept),
  number('finished', 'Ended', ({ finished }) => finished),
  number('succeeded', 'Done', ({ succeeded }) => succeeded),
  number('failed', 'Failed', ({ failed }) => failed),
  {
    key: 'average',
    header: 'Time on average',
    align: 'end',
    cell: ({ average_ms: ms }) => (ms === null ? '–' : formatDuration(ms)),
  },
];

const HANDOVER = (kept: URLSearchParams): Column<HandoverItem>[] => [
  development(kept),
  number('houses', 'Houses', ({ houses }) => houses),
  number('now', 'Handed over', (row) => row.handed_over_now),
  number('ever', 'So far', (row) => row.handed_over),
  number('claimed', 'Moved in', ({ claimed }) => claimed),
  {
    key: 'papers',
    header: 'Papers complete',
    align: 'end',
    cell: ({ id, papers_complete: complete }) => (
      <TextLink to={`/developer/readiness?development_id=${id}`}>{formatCount(complete)}</TextLink>
    ),
  },
];

const DOCUMENTS: Column<DocumentsItem>[] = [
  {
    key: 'title',
    header: 'Document',
    primary: true,
    className: 'wrap-anywhere',
    cell: ({ id, title }) => <TextLink to={`/developer/documents/${id}`}>{title}</TextLink>,
  },
  { key: 'development', header: 'Development', cell: (row) => row.development },
  { key: 'category', header: 'Category', cell: ({ category }) => topicLabel(category) },
  number('citations', 'Citations', ({ citations }) => citations),
  {
    key: 'last',
    header: 'Last cited',
    cell: ({ last_cited_on: day }) => (day === null ? 'never' : formatIsoDay(day)),
  },
];
