import { useActionData, useSearchParams } from '@remix-run/react';
import { Ban, Printer, QrCode, RefreshCw } from 'lucide-react';
import { HouseSearch } from '#app/features/homes/ui/house-search.tsx';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { CodeItem } from '../list-codes.server.ts';

type CodesPageProps = {
  page: { items: CodeItem[]; next_cursor: string | null };
  developments: { id: string; name: string; houseTypes: { code: string; name: string }[] }[];
};

/** The form around the list; buttons in dialogs belong to it by this name. */
const FORM = 'chosen-codes';

/** The codes of all houses: which are good, which are used; printing, replacing and ending them (G6). */
export function CodesPage({ page, developments }: CodesPageProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('house:admit');
  const filtered = useFiltered(['q', 'status', 'house_type', 'development_id', 'code', 'cursor']);
  return (
    <>
      <PageHeader
        title="QR codes"
        description="Each opens one house. Print some or all, as door cards or on A4 to cut; replace what was lost."
        actions={mayManage && page.items.length > 0 ? <PrintAll params={params} /> : null}
      />
      <Done />
      {page.items.length === 0 && !filtered ? null : (
        <HouseSearch
          label="QR codes"
          clearTo="/developer/qr"
          placeholder="Search addresses"
          developments={developments}
          choices={FILTERS}
        />
      )}
      <form id={FORM} method="get" action="/developer/qr/sheet" target="_blank">
        <DataTable
          caption="QR codes, by street and number"
          columns={mayManage ? [CHOICE, ...COLUMNS] : COLUMNS}
          rows={page.items}
          rowKey={(item) => item.id}
          empty={
            filtered ? (
              <NothingFits title="No house fits these filters" things="codes" to="/developer/qr">
                Try other words, or take a filter away.
              </NothingFits>
            ) : (
              <EmptyState icon={QrCode} title="No houses yet">
                Codes come with houses: import your houses first.
              </EmptyState>
            )
          }
        />
        {mayManage && page.items.length > 0 ? <WithChosen /> : null}
      </form>
      <Pagination nextCursor={page.next_cursor} label="Pages of codes" count={page.items.length} />
    </>
  );
}

function PrintAll({ params }: { params: URLSearchParams }) {
  const chosen = new URLSearchParams(
    ['development_id', 'house_type'].flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  return (
    <>
      {(['card', 'a4'] as const).map((format) => (
        <a
          key={format}
          href={`/developer/qr/sheet?${new URLSearchParams([...chosen, ['format', format]])}`}
          target="_blank"
          rel="noreferrer"
          className={buttonStyles()}
        >
          <Printer aria-hidden className="size-4" />
          {format === 'card' ? 'All as door cards' : 'All on A4'}
        </a>
      ))}
    </>
  );
}

function WithChosen() {
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button type="submit" name="format" value="card" icon={Printer}>
        Print door cards
      </Button>
      <Button type="submit" name="format" value="a4" icon={Printer}>
        Print on A4
      </Button>
      <Confirm intent="reissue" icon={RefreshCw} button="Re-issue" title="Replace the chosen codes?">
        The printed ones stop working at once: print the new ones and put them in their place.
      </Confirm>
      <Confirm intent="revoke" icon={Ban} button="Revoke" title="Revoke the chosen codes?">
        The printed ones stop working at once, and no new ones are made. Owners who have moved in stay signed in.
      </Confirm>
    </div>
  );
}

type ConfirmProps = { intent: string; icon: typeof Ban; button: string; title: string; children: string };

function Confirm({ intent, icon, button, title, children }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      description={children}
      trigger={
        <Button variant="quiet" icon={icon}>
          {button}
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>Leave them as they are</Button>
          </DialogClose>
          <Button
            type="submit"
            variant="danger"
            form={FORM}
            formMethod="post"
            formAction={`/developer/qr?index&intent=${intent}`}
            formTarget="_self"
          >
            {button} the chosen
          </Button>
        </>
      }
    />
  );
}

const counted = (count: number) => (count === 1 ? '1 house' : `${count} houses`);

function Done() {
  const [params] = useSearchParams();
  const refusal = useActionData<{ refusal?: { message: string } }>()?.refusal;
  if (refusal)
    return (
      <Alert tone="negative" title="That did not work" className="mb-4">
        {refusal.message}
      </Alert>
    );
  const [done, houses] = [params.get('done'), Number(params.get('houses'))];
  if ((done !== 'reissued' && done !== 'revoked') || !Number.isSafeInteger(houses) || houses < 1) return null;
  return (
    <Alert
      tone="positive"
      className="mb-4"
      title={done === 'reissued' ? `New codes for ${counted(houses)}` : `The codes of ${counted(houses)} are revoked`}
    >
      {done === 'reissued' ? 'The old ones have stopped working. Print the new ones.' : 'They open nothing any more.'}
    </Alert>
  );
}

const FILTERS = [
  {
    label: 'Owner',
    name: 'status',
    placeholder: 'Any owner',
    options: [
      { value: 'claimed', label: 'Moved in' },
      { value: 'unclaimed', label: 'Not moved in yet' },
    ],
  },
  {
    label: 'Code',
    name: 'code',
    placeholder: 'Any code',
    options: [
      { value: 'good', label: 'With a good code' },
      { value: 'none', label: 'Without one' },
    ],
  },
];

const CHOICE: Column<CodeItem> = {
  key: 'choice',
  header: 'Choose',
  className: '@2xl:w-12',
  cell: (item) => (
    <input
      type="checkbox"
      name="house_id"
      value={item.id}
      aria-label={`Choose ${item.label}`}
      className="size-6 accent-gold-ink"
    />
  ),
};

const COLUMNS: Column<CodeItem>[] = [
  {
    key: 'house',
    header: 'House',
    primary: true,
    sort: 'house',
    cell: (item) => (
      <TextLink to={`/developer/units/${item.id}`} prefetch="intent" className="wrap-anywhere">
        {item.label}
      </TextLink>
    ),
  },
  { key: 'type', header: 'Type', sort: 'type', cell: (item) => <Badge>{item.house_type}</Badge> },
  {
    key: 'claimed',
    header: 'Owner',
    cell: (item) =>
      item.claimed ? (
        <Badge tone="positive">Moved in</Badge>
      ) : (
        <Badge>{item.owner_name === null ? 'Nobody yet' : 'Not moved in'}</Badge>
      ),
  },
  {
    key: 'code',
    header: 'Code',
    className: 'md:whitespace-nowrap',
    cell: (item) =>
      item.held ? (
        <Badge tone="caution">Held: papers missing</Badge>
      ) : item.code_made_at ? (
        `Issued ${formatDate(new Date(item.code_made_at))}`
      ) : (
        <Badge tone="caution">No good code</Badge>
      ),
  },
  {
    key: 'scan',
    header: 'Last scan',
    className: 'md:whitespace-nowrap',
    cell: (item) => (item.last_scan_at ? formatDate(new Date(item.last_scan_at)) : 'Never'),
  },
];
