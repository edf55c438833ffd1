import { Form, Link, useNavigation, useSearchParams } from '@remix-run/react';
import { ClipboardCheck, RefreshCw } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { HouseTypeFilter } from '#app/features/homes/ui/house-type-filter.tsx';
import { PAPER_STATES } from '#db/schema/handover-words.ts';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { HouseItem, Readiness, SlotItem } from '../read-readiness.server.ts';
import { paperLabel } from './paper-badge.tsx';

type Development = { id: string; name: string; houseTypes: { code: string }[] };
type ReadinessPageProps = {
  readiness: Readiness | null;
  development: Development | null;
  developments: Development[];
  refusal: string | undefined;
};

/** Seconds between two looks while papers are being looked for. */
const REFRESH = 3;
const FILTERS = ['q', 'standing', 'house_type', 'paper', 'state', 'cursor'];

/** How far the papers of a development's houses are (G10). */
export function ReadinessPage({ readiness, development, developments, refusal }: ReadinessPageProps) {
  const mayManage = useCan('handover:manage');
  const running = readiness?.run != null;
  useRefresh(REFRESH, running);
  if (!development || !readiness)
    return (
      <EmptyState icon={ClipboardCheck} title="There is no development yet">
        Readiness is told by development. The platform team sets one up.
      </EmptyState>
    );
  return (
    <>
      <PageHeader
        eyebrow={development.name}
        title="Handover readiness"
        description={
          `The ${readiness.rules.papers} papers that each house must have (${readiness.rules.label}), found in your ` +
          'documents and confirmed by you.'
        }
        actions={mayManage ? <LookNow developmentId={development.id} running={running} /> : undefined}
      />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal}
        </Alert>
      ) : null}
      {readiness.run ? <ProgressBar label="Looking for papers in your documents" className="mb-4 max-w-md" /> : null}
      <Standing readiness={readiness} />
      <Papers readiness={readiness} developmentId={development.id} />
      <h2 className="mt-8 mb-3 font-serif text-xl font-semibold">Houses</h2>
      <Houses readiness={readiness} development={development} developments={developments} />
    </>
  );
}

function LookNow({ developmentId, running }: { developmentId: string; running: boolean }) {
  const busy = useNavigation().formAction?.includes('intent=look') ?? false;
  return (
    <Form method="post" action="?index&intent=look">
      <input type="hidden" name="development_id" value={developmentId} />
      <Button type="submit" icon={RefreshCw} loading={busy} disabled={running}>
        Look for papers now
      </Button>
    </Form>
  );
}

function Standing({ readiness }: { readiness: Readiness }) {
  const { houses, complete, confirmed_percent: confirmed, found_percent: found } = readiness;
  return (
    <Card className="mb-5">
      <div className="grid gap-4 sm:grid-cols-[auto_1fr] sm:items-center sm:gap-8">
        <p className="font-serif text-4xl font-semibold tabular-nums">{confirmed} %</p>
        <div className="grid gap-2">
          <ProgressBar
            value={confirmed}
            label="Confirmed"
            detail={`${formatCount(complete)} of ${counted(houses, 'house')} complete`}
          />
          <p className="text-sm text-ink-soft">
            {found > confirmed ? `${found} % with what is found and not confirmed yet. ` : ''}
            {readiness.holds_codes
              ? 'QR codes of houses that are not complete are held.'
              : 'QR codes are not held: a manager can change that in the settings.'}
          </p>
        </div>
      </div>
    </Card>
  );
}

function Papers({ readiness, developmentId }: { readiness: Readiness; developmentId: string }) {
  return (
    <Card>
      <CardHeader
        title="By paper"
        description={`The rules were last compared with their sources on ${formatIsoDay(readiness.rules.checked_on)}.`}
      />
      <ul className="divide-y divide-hairline">
        {readiness.slots.map((slot) => (
          <li key={slot.slot} className="grid gap-x-6 gap-y-1 py-2.5 lg:grid-cols-[1fr_auto] lg:items-center">
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{slot.name}</p>
              <p className="text-sm wrap-anywhere text-ink-soft">{slot.source}</p>
            </div>
            <States slot={slot} developmentId={developmentId} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function States({ slot, developmentId }: { slot: SlotItem; developmentId: string }) {
  const those = (state: string) =>
    `/developer/readiness?${new URLSearchParams({ development_id: developmentId, paper: slot.slot, state })}`;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm lg:justify-end">
      {PAPER_STATES.filter((state) => (slot.states[state] ?? 0) > 0).map((state) => (
        <li key={state}>
          <Link to={those(state)} className="underline decoration-hairline underline-offset-4 hover:text-gold-ink">
            {paperLabel(state)} <span className="tabular-nums">{formatCount(slot.states[state] ?? 0)}</span>
            <span className="sr-only">: {slot.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

type HousesProps = { readiness: Readiness; development: Development; developments: Development[] };

function Houses({ readiness, development, developments }: HousesProps) {
  const [params] = useSearchParams();
  const filtered = useFiltered(FILTERS);
  const own = `/developer/readiness?development_id=${development.id}`;
  const paper = readiness.slots.find(({ slot }) => slot === params.get('paper'));
  return (
    <>
      {readiness.houses === 0 ? null : (
        <SearchForm
          label="Houses"
          clearTo={own}
          placeholder="Search addresses"
          choices={['standing', 'house_type', 'paper', 'state']}
        >
          {developments.length > 1 ? (
            <FilterSelect
              className={BESIDE_SEARCH}
              name="development_id"
              label="Development"
              placeholder={development.name}
              options={developments.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : (
            <input type="hidden" name="development_id" value={development.id} />
          )}
          <FilterSelect
            className={BESIDE_SEARCH}
            name="standing"
            label="How far it is"
            placeholder="Any standing"
            options={STANDINGS}
          />
          <HouseTypeFilter
            className={BESIDE_SEARCH}
            codes={[...new Set(development.houseTypes.map(({ code }) => code))].sort()}
          />
          {paper ? <PaperFilter slots={readiness.slots} /> : null}
        </SearchForm>
      )}
      <DataTable
        caption="Houses with their papers"
        columns={COLUMNS}
        rows={readiness.page.items}
        rowKey={(house) => house.id}
        empty={
          filtered ? (
            <NothingFits title="No house fits these filters" things="houses" to={own}>
              Try other words, or take a filter away.
            </NothingFits>
          ) : (
            <EmptyState
              icon={ClipboardCheck}
              title="No houses yet"
              action={<LinkButton to="/developer/units">Go to houses</LinkButton>}
            >
              Import your houses first: papers are held against them.
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={readiness.page.next_cursor} label="Pages of houses" count={readiness.page.items.length} />
    </>
  );
}

function PaperFilter({ slots }: { slots: SlotItem[] }) {
  return (
    <>
      <FilterSelect
        className={BESIDE_SEARCH}
        name="paper"
        label="Paper"
        placeholder="Any paper"
        options={slots.map(({ slot, name }) => ({ value: slot, label: name }))}
      />
      <FilterSelect
        className={BESIDE_SEARCH}
        name="state"
        label="Its state"
        placeholder="Any state"
        options={PAPER_STATES.map((state) => ({ value: state, label: paperLabel(state) }))}
      />
    </>
  );
}

const STANDINGS = [
  { value: 'complete', label: 'Complete' },
  { value: 'incomplete', label: 'Not complete' },
  { value: 'to-confirm', label: 'Something to confirm' },
  { value: 'faulty', label: 'With a wrong paper' },
];

const COLUMNS: Column<HouseItem>[] = [
  {
    key: 'house',
    header: 'House',
    primary: true,
    sort: 'house',
    cell: (house) => (
      <TextLink to={`/developer/readiness/${house.id}`} prefetch="intent" className="wrap-anywhere">
        {house.label}
      </TextLink>
    ),
  },
  { key: 'type', header: 'Type', cell: (house) => <Badge>{house.house_type}</Badge> },
  {
    key: 'progress',
    header: 'Confirmed',
    sort: 'progress',
    cell: (house) => (
      <span className="tabular-nums">
        {house.confirmed} of {house.confirmed + house.found + house.faulty + house.missing}
      </span>
    ),
  },
  { key: 'found', header: 'To confirm', cell: (house) => <Figure count={house.found} what="to confirm" /> },
  { key: 'missing', header: 'Missing', cell: (house) => <Figure count={house.missing} what="missing" /> },
  {
    key: 'faulty',
    header: 'Wrong',
    cell: (house) => (house.faulty > 0 ? <Badge tone="negative">{`${house.faulty} wrong`}</Badge> : '–'),
  },
  {
    key: 'complete',
    header: 'Standing',
    cell: (house) =>
      house.complete ? <Badge tone="positive">Complete</Badge> : <Badge tone="caution">Not complete</Badge>,
  },
];

const Figure = ({ count, what }: { count: number; what: string }) => (
  <span className="tabular-nums">
    {count}
    <span className="@2xl:sr-only"> {what}</span>
  </span>
);
