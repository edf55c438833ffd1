import { useLocation, useSearchParams } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Page } from '#app/platform/http.ts';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { BESIDE_SEARCH, FilterForm, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import { Code } from './facts.tsx';

export type TenantName = { id: string; name: string };

type Choice = { name: string; label: string; placeholder: string; options: { value: string; label: string }[] };

type LogPageProps<Item> = {
  title: string;
  description: string;
  /** What is listed, as in "Show all errors". */
  things: string;
  page: Page<Item>;
  columns: Column<Item>[];
  choices: Choice[];
  /** What can be searched for, where words can (`q`). */
  search?: string;
  empty: { icon: LucideIcon; title: string; text: string };
  /** Between the heading and the filters. */
  children?: ReactNode;
};

/** A list that only the platform team reads: filters in the URL, a table, pages. */
export function LogPage<Item extends { id: string }>(props: LogPageProps<Item>) {
  const { title, description, things, page, columns, choices, search, empty, children } = props;
  const { pathname } = useLocation();
  const filtered = useFiltered([...choices.map(({ name }) => name), 'q', 'request', 'cursor']);
  return (
    <>
      <PageHeader title={title} description={description} />
      {children}
      {search ? (
        <SearchForm label={title} clearTo={pathname} placeholder={search} choices={choices.map(({ name }) => name)}>
          {choices.map((choice) => (
            <FilterSelect key={choice.name} {...choice} nameOf={(value) => value} className={BESIDE_SEARCH} />
          ))}
        </SearchForm>
      ) : choices.length > 0 ? (
        <FilterForm
          label={title}
          clearTo={pathname}
          filtered={filtered}
          submit={
            <noscript>
              <Button type="submit">Filter</Button>
            </noscript>
          }
          className={
            choices.length > 2
              ? 'sm:grid-cols-2 xl:grid-cols-[repeat(4,minmax(0,13rem))_auto]'
              : 'sm:grid-cols-3 lg:grid-cols-[repeat(2,minmax(0,15rem))_auto]'
          }
        >
          <OfRequest />
          {choices.map((choice) => (
            <FilterSelect key={choice.name} {...choice} nameOf={(value) => value} />
          ))}
        </FilterForm>
      ) : null}
      <DataTable
        caption={title}
        columns={columns}
        rows={page.items}
        rowKey={(item) => item.id}
        empty={
          filtered ? (
            <NothingFits title={`No ${things} fit these filters`} things={things} to={pathname} />
          ) : (
            <EmptyState icon={empty.icon} title={empty.title}>
              {empty.text}
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={page.next_cursor} label={`Pages of ${things}`} count={page.items.length} />
    </>
  );
}

/** That a list is of one request alone: it stays so when another filter is chosen. */
export function OfRequest() {
  const [params] = useSearchParams();
  const request = params.get('request');
  return request ? (
    <p className="col-span-full text-sm text-ink-soft">
      <input type="hidden" name="request" value={request} />
      Of the request <Code>{request}</Code> alone
    </p>
  ) : null;
}

export const tenantChoice = (tenants: TenantName[]): Choice => ({
  name: 'tenant',
  label: 'Tenant',
  placeholder: 'Any tenant',
  options: tenants.map(({ id, name }) => ({ value: id, label: name })),
});

/** How many there are of what is counted to a thousand. */
export const atLeast = (count: number): string => (count < 1_000 ? String(count) : '1,000 or more');

/** What a list that holds a tenant's id calls it. */
export const tenantNamed = (tenants: TenantName[], id: string | null): string =>
  id === null ? 'Platform' : (tenants.find((tenant) => tenant.id === id)?.name ?? id);
