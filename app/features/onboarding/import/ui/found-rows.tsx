import { Card, CardHeader } from '#app/ui/card.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import type { Findings } from '../findings.ts';

type RowError = Findings['errors'][number];
type Changed = Findings['changed'][number];
type Added = Findings['added'][number];

const long = (text: string) => <span className="wrap-anywhere">{text}</span>;

/** What is wrong, by row and column of the spreadsheet. */
export function RowErrors({ findings: { errors, counts } }: { findings: Findings }) {
  if (errors.length === 0) return null;
  return (
    <Card>
      <CardHeader title={counted(counts.errors, 'error')} description={firstOf(errors.length, counts.errors)} />
      <DataTable
        caption="Errors, by row"
        columns={ERRORS}
        rows={errors}
        rowKey={(one) => `${one.row} ${one.column} ${one.message}`}
        empty={null}
      />
    </Card>
  );
}

/** Houses that would change, field by field. */
export function ChangedHouses({ findings: { changed, counts } }: { findings: Findings }) {
  if (changed.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title={`${counted(counts.changed, 'house')} to change`}
        description={firstOf(changed.length, counts.changed)}
      />
      <DataTable
        caption="Houses that would change"
        columns={CHANGED}
        rows={changed}
        rowKey={(one) => String(one.row)}
        empty={null}
      />
    </Card>
  );
}

/** Houses that would be added. */
export function AddedHouses({ findings: { added, counts } }: { findings: Findings }) {
  if (added.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title={`${counted(counts.added, 'house')} to add`}
        description={firstOf(added.length, counts.added)}
      />
      <DataTable
        caption="Houses that would be added"
        columns={ADDED}
        rows={added}
        rowKey={(one) => String(one.row)}
        empty={null}
      />
    </Card>
  );
}

const firstOf = (shown: number, all: number) =>
  shown < all ? `The first ${formatCount(shown)} are named.` : undefined;

const ERRORS: Column<RowError>[] = [
  { key: 'message', header: 'What to do', primary: true, cell: (one) => long(one.message) },
  { key: 'row', header: 'Row', align: 'end', cell: (one) => one.row },
  { key: 'column', header: 'Column', cell: (one) => one.column },
];

const CHANGED: Column<Changed>[] = [
  { key: 'house', header: 'House', primary: true, cell: (one) => long(one.label) },
  { key: 'row', header: 'Row', align: 'end', cell: (one) => one.row },
  { key: 'development', header: 'Development', cell: (one) => long(one.development) },
  {
    key: 'changes',
    header: 'Changes',
    cell: (one) => (
      <ul className="grid gap-1">
        {one.changes.map(({ column, from, to }) => (
          <li key={column} className="wrap-anywhere">
            {column}: {from === '' ? 'nothing' : from} → {to === '' ? 'nothing' : to}
          </li>
        ))}
      </ul>
    ),
  },
];

const ADDED: Column<Added>[] = [
  { key: 'house', header: 'House', primary: true, cell: (one) => long(one.label) },
  { key: 'row', header: 'Row', align: 'end', cell: (one) => one.row },
  { key: 'development', header: 'Development', cell: (one) => long(one.development) },
  { key: 'type', header: 'Type', cell: (one) => one.houseType },
  { key: 'purchaser', header: 'Purchaser', cell: (one) => long(one.purchaser || 'Nobody yet') },
];
