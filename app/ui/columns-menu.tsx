import { Link, useSearchParams } from '@remix-run/react';
import { Check, Columns3 } from 'lucide-react';
import { buttonStyles } from './button-styles.ts';
import type { Column } from './data-table.tsx';

/** The keys that `?columns=` names, else the usual ones. */
function chosenKeys(params: URLSearchParams, usual: readonly string[]): Set<string> {
  const named = params.get('columns');
  return new Set(named === null ? usual : named.split(','));
}

/** The columns that the address asks for, in their own order; the one that heads the rows always stands. */
export function chooseColumns<Row>(
  params: URLSearchParams,
  columns: readonly Column<Row>[],
  usual: readonly string[],
): Column<Row>[] {
  const keys = chosenKeys(params, usual);
  return columns.filter(({ key, primary }) => primary || keys.has(key));
}

type ColumnsMenuProps = { columns: readonly { key: string; header: string; primary?: boolean }[]; usual: string[] };

/** Which columns a list shows, kept in the address: each choice is a link, so it works without scripts. */
export function ColumnsMenu({ columns, usual }: ColumnsMenuProps) {
  const [params] = useSearchParams();
  const keys = chosenKeys(params, usual);
  const toggled = (key: string) => {
    const next = new Set(keys);
    if (!next.delete(key)) next.add(key);
    const search = new URLSearchParams(params);
    search.set('columns', columns.flatMap((column) => (next.has(column.key) ? column.key : [])).join(','));
    return `?${search}`;
  };
  return (
    // It takes no part in what is done: it goes out of the way of what it covers, once the focus goes on.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
    >
      <summary className={`${buttonStyles({ size: 'small' })} list-none`}>
        <Columns3 aria-hidden className="size-4" />
        Columns
      </summary>
      <ul
        className={
          'absolute right-0 z-20 mt-1 min-w-48 rounded-control border border-hairline bg-paper p-1.5 shadow-float'
        }
      >
        {columns.flatMap(({ key, header, primary }) =>
          primary ? (
            []
          ) : (
            <li key={key}>
              <Link
                to={toggled(key)}
                replace
                preventScrollReset
                aria-current={keys.has(key) || undefined}
                className="flex min-h-11 items-center gap-2.5 rounded-md px-3 text-ink no-underline hover:bg-sand"
              >
                <Check aria-hidden className={keys.has(key) ? 'size-4 text-gold-ink' : 'size-4 opacity-0'} />
                {header}
              </Link>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}
