import { useSearchParams } from '@remix-run/react';
import { Download, House, Upload } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { chooseColumns, ColumnsMenu } from '#app/ui/columns-menu.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { UnitItem } from '../list-units.server.ts';
import { HouseSearch } from './house-search.tsx';
import { positionInWords, precisionInWords, sourceInWords } from './unit-words.ts';

type UnitsPageProps = {
  page: { items: UnitItem[]; next_cursor: string | null };
  developments: { id: string; name: string; houseTypes: { code: string; name: string }[] }[];
};

/** What chooses houses, and their order: the CSV holds what the list shows. */
const FILTERS = ['q', 'status', 'code', 'house_type', 'development_id', 'sort'];

/** The builder's houses: who has moved in, who was there lately, and which have no good place on the map (G2, C2). */
export function UnitsPage({ page, developments }: UnitsPageProps) {
  const [params] = useSearchParams();
  const mayImport = useCan('unit:import');
  const filters = new URLSearchParams(
    FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : [])),
  );
  const filtered = useFiltered(['q', 'status', 'house_type', 'development_id', 'cursor']);
  const usual = developments.length > 1 ? ['development', ...USUAL] : USUAL;
  return (
    <>
      <PageHeader
        title="Houses"
        description="Who has moved in, and when they last looked in."
        actions={
          <>
            {mayImport ? (
              <LinkButton to="/developer/units/import" icon={Upload}>
                Import
              </LinkButton>
            ) : null}
            {page.items.length > 0 ? (
              <>
                <a href={`/developer/units/csv?${filters}`} download className={buttonStyles()}>
                  <Download aria-hidden className="size-[1.15em] shrink-0" />
                  CSV
                </a>
                <ColumnsMenu columns={COLUMNS} usual={usual} />
              </>
            ) : null}
          </>
        }
      />
      {page.items.length === 0 && !filtered ? null : (
        <HouseSearch
          label="Houses"
          clearTo="/developer/units"
          placeholder="Search addresses"
          developments={developments}
          choices={[{ label: 'Status', name: 'status', placeholder: 'Any status', options: STATUSES }]}
        />
      )}
      <DataTable
        caption="Houses, by street and number"
        columns={chooseColumns(params, COLUMNS, usual)}
        rows={page.items}
        rowKey={(unit) => unit.id}
        empty={
          filtered ? (
            <NothingFits title="No house fits these filters" things="houses" to="/developer/units">
              Try other words, or take a filter away.
            </NothingFits>
          ) : (
            <EmptyState
              icon={House}
              title="No houses yet"
              action={mayImport ? <LinkButton to="/developer/units/import">Import houses</LinkButton> : undefined}
            >
              {mayImport
                ? 'Import them from a CSV file: a sales list has most of what it needs.'
                : 'A manager of yours can import them from a CSV file.'}
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of houses" count={page.items.length} />
    </>
  );
}

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'unlocated', label: 'Without a position' },
];

const USUAL = ['type', 'owner', 'claimed', 'seen'];

const COLUMNS: Column<UnitItem>[] = [
  {
    key: 'house',
    header: 'House',
    primary: true,
    sort: 'house',
    className: 'md:min-w-52',
    cell: (unit) => (
      <span className="grid gap-0.5">
        <TextLink to={`/developer/units/${unit.id}`} prefetch="intent" className="justify-self-start wrap-anywhere">
          {unit.label}
        </TextLink>
        <span className="text-sm font-normal wrap-anywhere text-ink-soft">{unit.address}</span>
      </span>
    ),
  },
  { key: 'development', header: 'Development', cell: (unit) => unit.development.name },
  { key: 'type', header: 'Type', sort: 'type', cell: (unit) => <Badge>{unit.house_type}</Badge> },
  {
    key: 'owner',
    header: 'Owner',
    cell: (unit) => <span className="wrap-anywhere">{unit.owner_name ?? 'Nobody yet'}</span>,
  },
  {
    key: 'claimed',
    header: 'Moved in',
    cell: (unit) => (unit.claimed ? <Badge tone="positive">Moved in</Badge> : <Badge>Not yet</Badge>),
  },
  {
    key: 'seen',
    header: 'Last seen',
    className: 'md:whitespace-nowrap',
    cell: (unit) => (unit.last_seen_on ? formatIsoDay(unit.last_seen_on) : 'Never'),
  },
  {
    key: 'position',
    header: 'Position',
    className: 'md:whitespace-nowrap',
    cell: (unit) => positionInWords(unit) ?? <Badge tone="caution">Missing</Badge>,
  },
  {
    key: 'source',
    header: 'How it is known',
    cell: (unit) =>
      unit.latitude === null ? '–' : `${sourceInWords(unit.source)}, ${precisionInWords(unit.precision)}`,
  },
];
