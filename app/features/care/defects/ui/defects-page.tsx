import { Link, useSearchParams } from '@remix-run/react';
import { Camera, Download, Hammer } from 'lucide-react';
import { DEFECT_STATES, TRADES } from '#db/schema/care-words.ts';
import { formatDate, formatIsoDay } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import { STATE_LABELS, TRADE_LABELS } from '../defect-words.ts';
import type { DefectColumn, DefectItem } from '../read-defects.server.ts';
import { DefectStateBadge } from './defect-state.tsx';

type DefectsPageProps = {
  board: DefectColumn[] | null;
  page: { items: DefectItem[]; next_cursor: string | null } | null;
  developments: { id: string; name: string }[];
};

const FILTERS = ['state', 'trade', 'development_id', 'overdue'];

/** What owners reported, as a board by state or as a table (G, F11). */
export function DefectsPage({ board, page, developments }: DefectsPageProps) {
  const [params] = useSearchParams();
  const filtered = useFiltered(FILTERS);
  const kept = new URLSearchParams(
    FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : [])),
  );
  const address = (view: string) => `?${new URLSearchParams([...kept, ...(view ? [['view', view]] : [])])}`;
  const isEmpty = board ? board.every(({ count }) => count === 0) : page?.items.length === 0;
  return (
    <>
      <PageHeader
        title="Defects"
        description="What owners reported. Closed once you have called it done and its owner agrees."
        actions={
          <>
            <LinkButton to={page ? address('') : address('table')} preventScrollReset>
              {page ? 'As a board' : 'As a table'}
            </LinkButton>
            <a href={`/developer/defects/csv?${kept}`} download className={buttonStyles()}>
              <Download aria-hidden className="size-[1.15em] shrink-0" />
              CSV
            </a>
          </>
        }
      />
      <Filters developments={developments} filtered={filtered} view={page ? 'table' : ''} />
      {isEmpty ? (
        <EmptyState
          icon={Hammer}
          title={filtered || params.has('cursor') ? 'No defect fits' : 'No defect was reported yet'}
          action={filtered ? <LinkButton to="/developer/defects">Show all defects</LinkButton> : undefined}
        >
          {filtered
            ? 'Choose another trade or state.'
            : 'When an owner reports one, it appears here and a mail tells you.'}
        </EmptyState>
      ) : board ? (
        <Board columns={board} />
      ) : page ? (
        <>
          <DataTable
            caption="Defects, newest first"
            columns={COLUMNS}
            rows={page.items}
            rowKey={({ id }) => id}
            empty={null}
          />
          <Pagination nextCursor={page.next_cursor} label="Pages of defects" count={page.items.length} />
        </>
      ) : null}
    </>
  );
}

function Filters({
  developments,
  filtered,
  view,
}: {
  developments: DefectsPageProps['developments'];
  filtered: boolean;
  view: string;
}) {
  return (
    <FilterForm
      label="Defects"
      clearTo={`/developer/defects${view ? `?view=${view}` : ''}`}
      filtered={filtered}
      submit={<Button type="submit">Show</Button>}
      className="grid-cols-2 md:flex md:flex-wrap"
    >
      {view ? <input type="hidden" name="view" value={view} /> : null}
      <FilterSelect
        name="trade"
        label="Trade"
        placeholder="Any trade"
        options={[
          ...TRADES.map((value) => ({ value, label: TRADE_LABELS[value] })),
          { value: 'none', label: 'No trade yet' },
        ]}
      />
      <FilterSelect
        name="state"
        label="State"
        placeholder="Any state"
        options={DEFECT_STATES.map((value) => ({ value, label: STATE_LABELS[value] }))}
      />
      {developments.length > 1 ? (
        <FilterSelect
          name="development_id"
          label="Development"
          placeholder="Any development"
          options={developments.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <FilterSelect name="overdue" label="Due" placeholder="Any date" options={[{ value: '1', label: 'Overdue' }]} />
    </FilterForm>
  );
}

function Board({ columns }: { columns: DefectColumn[] }) {
  return (
    <div className="grid gap-4 *:min-w-0 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
      {columns.map(({ state, count, items }) => (
        <section key={state} aria-label={STATE_LABELS[state]} className="grid content-start gap-3">
          <h2 className="flex items-center justify-between border-b border-hairline pb-2 font-semibold text-ink">
            {STATE_LABELS[state]}
            <span className="text-sm font-normal text-ink-soft tabular-nums">{count >= 1_000 ? '1,000+' : count}</span>
          </h2>
          {items.map((defect) => (
            <Link
              key={defect.id}
              to={`/developer/defects/${defect.id}`}
              prefetch="intent"
              className="grid gap-1 rounded-card border border-hairline bg-paper p-3 no-underline hover:border-edge"
            >
              <span className="font-semibold wrap-anywhere text-ink">{defect.title}</span>
              <span className="text-sm wrap-anywhere text-ink-soft">
                {defect.house.label} · {defect.room}
              </span>
              <span className="flex flex-wrap items-center gap-2">
                {defect.trade ? <Badge>{TRADE_LABELS[defect.trade]}</Badge> : null}
                <Due defect={defect} />
                <PhotoCount count={defect.photos} />
              </span>
            </Link>
          ))}
          {count > items.length ? (
            <TextLink to={`?view=table&state=${state}`} className="text-sm">
              All {STATE_LABELS[state].toLowerCase()} as a table
            </TextLink>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function Due({ defect: { due_on: dueOn, overdue, settled, state } }: { defect: DefectItem }) {
  if (settled && state !== 'closed') return <Badge tone="positive">Owner: settled</Badge>;
  if (!dueOn) return null;
  return (
    <Badge tone={overdue ? 'negative' : 'neutral'}>{`${overdue ? 'Overdue' : 'Due'} ${formatIsoDay(dueOn)}`}</Badge>
  );
}

function PhotoCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-sm text-ink-soft">
      <Camera aria-hidden className="size-4" />
      {count}
      <span className="sr-only">{count === 1 ? 'photo' : 'photos'}</span>
    </span>
  );
}

const COLUMNS: Column<DefectItem>[] = [
  {
    key: 'title',
    header: 'Defect',
    primary: true,
    className: 'md:min-w-44 lg:w-1/3',
    cell: ({ id, title, room }) => (
      <span className="grid gap-0.5">
        <TextLink to={`/developer/defects/${id}`} prefetch="intent">
          <span className="wrap-anywhere">{title}</span>
        </TextLink>
        <span className="text-sm font-normal wrap-anywhere text-ink-soft">{room}</span>
      </span>
    ),
  },
  {
    key: 'house',
    header: 'House',
    cell: ({ house }) => (
      <span className="grid gap-0.5">
        <TextLink to={`/developer/units/${house.id}`} prefetch="intent">
          {house.label}
        </TextLink>
        <span className="text-sm text-ink-soft">{house.development}</span>
      </span>
    ),
  },
  { key: 'trade', header: 'Trade', cell: ({ trade }) => (trade ? TRADE_LABELS[trade] : '–') },
  { key: 'state', header: 'State', cell: ({ state }) => <DefectStateBadge state={state} /> },
  { key: 'due', header: 'Due', cell: (defect) => (defect.due_on || defect.settled ? <Due defect={defect} /> : '–') },
  { key: 'reported', header: 'Reported', cell: ({ reported_at: at }) => formatDate(new Date(at)) },
  { key: 'photos', header: 'Photos', align: 'end', cell: ({ photos }) => photos },
];
