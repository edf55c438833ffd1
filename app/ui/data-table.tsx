/*
 * As flowing lines the elements lose their table display, and with it, in some browsers, the roles that are written out
 * here.
 */
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { Link, useLocation, useNavigation } from '@remix-run/react';
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
  /** Heads the row, on a phone on a line of its own, and for a screen reader. */
  primary?: boolean;
  /** Widths and the like, for head and cells. */
  className?: string;
};

/**
 * A table that becomes dense lines where it has less than 42rem of room, and stays a table for screen readers. `empty`
 * stands in its place when there is no row; it fades while another page of the list loads. The order is kept in the URL
 * (`?sort=`); changing it starts the list anew.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty: ReactNode;
}) {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const busy = navigation.state === 'loading' && navigation.location.pathname === pathname;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div className="@container">
      <div
        className={clsx(
          'relative overflow-hidden rounded-card border border-hairline bg-paper shadow-card transition-opacity',
          '@2xl:overflow-x-auto',
          busy && 'opacity-60',
        )}
        aria-busy={busy || undefined}
      >
        <table role="table" className="w-full border-collapse text-left text-[0.9375rem] @max-2xl:block">
          <caption className="sr-only">{caption}</caption>
          <thead role="rowgroup" className="border-b border-hairline @max-2xl:sr-only">
            <tr role="row">
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="divide-y divide-hairline @max-2xl:block">
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                role="row"
                className={clsx(
                  'transition-colors @max-2xl:flex @max-2xl:flex-wrap @max-2xl:items-baseline @max-2xl:gap-x-4',
                  '@max-2xl:gap-y-1 @max-2xl:px-4 @max-2xl:py-3 @2xl:hover:bg-ivory',
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
    </div>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = clsx(
    'align-middle @2xl:px-4 @2xl:py-3',
    column.align === 'end' && '@2xl:text-right @2xl:tabular-nums',
    column.className,
  );
  if (column.primary) {
    return (
      <th
        scope="row"
        role="rowheader"
        className={clsx(look, 'font-semibold @max-2xl:block @max-2xl:w-full @max-2xl:text-base')}
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
        '@max-2xl:inline-flex @max-2xl:w-auto @max-2xl:max-w-full @max-2xl:items-baseline @max-2xl:gap-1.5',
        '@max-2xl:text-sm',
      )}
    >
      {column.header ? (
        <span aria-hidden className="shrink-0 text-sm text-ink-soft @2xl:hidden">
          {column.header}
        </span>
      ) : null}
      <span className="min-w-0 @2xl:contents">{column.cell(row)}</span>
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
