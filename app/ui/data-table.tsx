/*
 * As cards the elements lose their table display, and with it, in some browsers, the roles that are written out here.
 */
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { Link, useLocation } from '@remix-run/react';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  /** Name of this column in `?sort=`; a click sorts by it, the next one the other way round (`-name`). */
  sort?: string;
  /** Heads the card on a phone and the row for a screen reader. */
  primary?: boolean;
  /** Widths and the like, for head and cells. */
  className?: string;
};

/**
 * A table that becomes a card a row on a phone and stays a table for screen readers. `empty` stands in its place when
 * there is no row. The order is kept in the URL (`?sort=`); changing it starts the list anew.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  busy = false,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
  busy?: boolean;
}) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div
      className={clsx(
        'relative transition-opacity md:overflow-x-auto md:rounded-card md:border md:border-hairline md:bg-paper',
        'md:shadow-card',
        busy && 'opacity-60',
      )}
      aria-busy={busy || undefined}
    >
      <table role="table" className="w-full border-collapse text-left text-[0.9375rem] max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="border-b border-hairline max-md:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:grid max-md:gap-3 md:divide-y md:divide-hairline">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className={clsx(
                'transition-colors max-md:grid max-md:gap-1.5 max-md:rounded-card max-md:border',
                'max-md:border-hairline max-md:bg-paper max-md:p-4 max-md:shadow-card md:hover:bg-ivory',
              )}
            >
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = clsx(
    'align-middle md:px-4 md:py-3',
    column.align === 'end' && 'md:text-right md:tabular-nums',
    column.className,
  );
  if (column.primary) {
    return (
      <th
        scope="row"
        role="rowheader"
        className={clsx(
          look,
          'font-semibold max-md:mb-1 max-md:block max-md:border-b max-md:border-hairline max-md:pb-2.5',
          'max-md:text-base',
        )}
      >
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td
      role="cell"
      className={clsx(
        look,
        'max-md:flex max-md:min-h-7 max-md:w-auto max-md:items-baseline max-md:justify-between max-md:gap-4',
      )}
    >
      {column.header ? (
        <span aria-hidden className="shrink-0 text-sm text-ink-soft md:hidden">
          {column.header}
        </span>
      ) : null}
      <span className="min-w-0 max-md:text-right md:contents">{column.cell(row)}</span>
    </td>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { pathname, search } = useLocation();
  const look = clsx(
    'px-4 py-3 text-sm font-semibold whitespace-nowrap text-ink-soft',
    column.align === 'end' && 'text-right',
    column.className,
  );
  if (!column.sort) {
    return (
      <th scope="col" role="columnheader" className={look}>
        {column.header || <span className="sr-only">Actions</span>}
      </th>
    );
  }
  const params = new URLSearchParams(search);
  const current = params.get('sort');
  const direction = current === column.sort ? 'ascending' : current === `-${column.sort}` ? 'descending' : undefined;
  params.set('sort', direction === 'ascending' ? `-${column.sort}` : column.sort);
  params.delete('cursor');
  const Icon = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <th scope="col" role="columnheader" aria-sort={direction ?? 'none'} className={look}>
      <Link
        to={`${pathname}?${params}`}
        preventScrollReset
        className="-my-2 inline-flex min-h-11 items-center gap-1.5 rounded-sm transition-colors hover:text-ink"
      >
        {column.header}
        <Icon aria-hidden className={clsx('size-3.5', direction ? 'text-gold-ink' : 'opacity-60')} />
      </Link>
    </th>
  );
}
