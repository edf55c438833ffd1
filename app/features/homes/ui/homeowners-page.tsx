import { Form, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { Mail, Users } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatIsoDay } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { chooseColumns, ColumnsMenu } from '#app/ui/columns-menu.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { HomeownerItem } from '../list-homeowners.server.ts';
import { HouseSearch } from './house-search.tsx';

type HomeownersPageProps = {
  page: { items: HomeownerItem[]; next_cursor: string | null };
  developments: { id: string; name: string; houseTypes: { code: string; name: string }[] }[];
};

/** Who owns the builder's houses, and the way in for those who have not come yet (G2). */
export function HomeownersPage({ page, developments }: HomeownersPageProps) {
  const [params] = useSearchParams();
  const navigation = useNavigation();
  const refusal = useActionData<{ refusal?: { message: string } }>()?.refusal;
  const mayManage = useCan('house:admit') && params.get('status') !== 'moved-out';
  const filtered = useFiltered(['q', 'status', 'house_type', 'development_id', 'cursor']);
  const usual = developments.length > 1 ? ['development', ...USUAL] : USUAL;
  const columns = chooseColumns(params, COLUMNS, usual);
  return (
    <>
      <PageHeader
        title="Homeowners"
        description="Who has bought which house, and who has come in. Open a house to hand it over or to end it."
        actions={page.items.length > 0 ? <ColumnsMenu columns={COLUMNS} usual={usual} /> : null}
      />
      <InvitesDone refusal={refusal?.message} />
      {page.items.length === 0 && !filtered ? null : (
        <HouseSearch
          label="Homeowners"
          clearTo="/developer/homeowners"
          placeholder="Search names, mails, houses"
          developments={developments}
          choices={[{ label: 'Status', name: 'status', placeholder: 'Any status', options: STATUSES }]}
        />
      )}
      <Form method="post" action={`?${withIntent(params)}`} preventScrollReset>
        <DataTable
          caption="Homeowners"
          columns={mayManage ? [CHOICE, ...columns] : columns}
          rows={page.items}
          rowKey={(owner) => owner.id}
          empty={
            filtered ? (
              <NothingFits title="No owner fits these filters" things="homeowners" to="/developer/homeowners">
                Try other words, or take a filter away.
              </NothingFits>
            ) : (
              <EmptyState icon={Users} title="No homeowners yet">
                They are written down with their houses: open a house to say who buys it.
              </EmptyState>
            )
          }
        />
        {mayManage && page.items.length > 0 ? (
          <div className="mt-4">
            <Button type="submit" icon={Mail} loading={navigation.formMethod === 'POST'}>
              Invite the chosen
            </Button>
          </div>
        ) : null}
      </Form>
      <Pagination nextCursor={page.next_cursor} label="Pages of homeowners" count={page.items.length} />
    </>
  );
}

function withIntent(params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['sent', 'refused']) next.delete(name);
  next.set('intent', 'invite');
  return next;
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

function InvitesDone({ refusal }: { refusal: string | undefined }) {
  const [params] = useSearchParams();
  const [sent, refused] = [Number(params.get('sent') ?? ''), Number(params.get('refused') ?? '')];
  if (refusal)
    return (
      <Alert tone="negative" title="That did not work" className="mb-4">
        {refusal}
      </Alert>
    );
  if (!params.has('sent') || !Number.isSafeInteger(sent) || !Number.isSafeInteger(refused)) return null;
  return (
    <Alert
      tone={refused > 0 ? 'caution' : 'positive'}
      title={`A mail is on its way to ${people(sent)}`}
      className="mb-4"
    >
      {refused > 0
        ? `${people(refused)} could not be written to: without an address, or invited within the last minute.`
        : 'Whoever has not moved in gets what the code on the wall says, the others a sign-in link.'}
    </Alert>
  );
}

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'invited', label: 'Invited, not moved in' },
  { value: 'moved-out', label: 'Moved out' },
];

const USUAL = ['house', 'email', 'state', 'claimed', 'seen'];

const CHOICE: Column<HomeownerItem> = {
  key: 'choice',
  header: 'Choose',
  className: '@2xl:w-12',
  cell: (owner) => (
    <input
      type="checkbox"
      name="house_id"
      value={owner.house.id}
      aria-label={`Choose ${owner.full_name}`}
      className="size-6 accent-gold-ink"
    />
  ),
};

const COLUMNS: Column<HomeownerItem>[] = [
  {
    key: 'name',
    header: 'Name',
    primary: true,
    sort: 'name',
    className: 'md:min-w-40',
    cell: (owner) => (
      <TextLink to={`/developer/units/${owner.house.id}`} prefetch="intent" className="wrap-anywhere" dir="auto">
        {owner.full_name}
      </TextLink>
    ),
  },
  {
    key: 'house',
    header: 'House',
    cell: (owner) => (
      <span className="wrap-anywhere">
        {owner.house.label} <Badge>{owner.house.house_type}</Badge>
      </span>
    ),
  },
  { key: 'development', header: 'Development', cell: (owner) => owner.development.name },
  {
    key: 'email',
    header: 'Mail',
    className: 'md:min-w-40',
    cell: (owner) => <span className="wrap-anywhere">{owner.email ?? 'None yet'}</span>,
  },
  { key: 'state', header: 'State', cell: (owner) => <OwnerState owner={owner} /> },
  {
    key: 'claimed',
    header: 'Moved in',
    sort: 'claimed',
    className: 'md:whitespace-nowrap md:max-lg:hidden',
    cell: (owner) => (owner.claimed_at ? formatDate(new Date(owner.claimed_at)) : 'Not yet'),
  },
  {
    key: 'seen',
    header: 'Last seen',
    sort: 'seen',
    className: 'md:whitespace-nowrap',
    cell: (owner) => (owner.last_seen_on ? formatIsoDay(owner.last_seen_on) : 'Never'),
  },
];

function OwnerState({ owner }: { owner: HomeownerItem }) {
  if (owner.moved_out_at) return <Badge>Moved out {formatDate(new Date(owner.moved_out_at))}</Badge>;
  if (owner.claimed_at) return <Badge tone="positive">Moved in</Badge>;
  return owner.invited_at ? (
    <Badge tone="info">Invited {formatDate(new Date(owner.invited_at))}</Badge>
  ) : (
    <Badge tone="caution">Not invited</Badge>
  );
}
