import { Hourglass } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { Badge } from '#app/ui/badge.tsx';
import { formatCount } from '#app/ui/counted.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { LimitItem } from '../../limits/list-limited.server.ts';
import { Code, Moment } from '../facts.tsx';
import { LogPage } from '../log-page.tsx';

export type RuleChoice = { value: string; label: string };

export function LimitTabs() {
  return (
    <div className="mb-5">
      <TabNav
        label="Limits"
        items={[
          { to: '/admin/limits', label: 'Who is limited', end: true },
          { to: '/admin/limits/overrides', label: 'Overrides' },
        ]}
      />
    </div>
  );
}

const COUNTED_BY = { house: 'House or staff', staff: 'Staff', address: 'Address', account: 'Account', code: 'Code' };

const COLUMNS: Column<LimitItem>[] = [
  {
    key: 'who',
    header: 'Who',
    primary: true,
    cell: ({ who, tenant, counted_by: by, house }) => (
      <span className="grid gap-0.5 break-words">
        {house ? who : <Code>{who}</Code>}
        <span className="text-sm font-normal text-ink-soft">{tenant?.name ?? COUNTED_BY[by]}</span>
      </span>
    ),
  },
  { key: 'rule', header: 'Rule', cell: ({ title }) => title },
  { key: 'used', header: 'Used', align: 'end', cell: ({ used }) => formatCount(used) },
  {
    key: 'allowed',
    header: 'Allowed',
    align: 'end',
    cell: ({ allowed, overridden }) => (
      <span className="inline-flex flex-wrap items-center justify-end gap-2">
        {formatCount(allowed)}
        {overridden ? <Badge tone="gold">Override</Badge> : null}
      </span>
    ),
  },
  { key: 'remaining', header: 'Remaining', align: 'end', cell: ({ remaining }) => formatCount(remaining) },
  { key: 'reset', header: 'Reset', cell: ({ resets_at: at }) => <Moment at={at} /> },
  { key: 'change', header: '', cell: (item) => <Change {...item} /> },
];

function Change({ rule, may_differ: mayDiffer, tenant, house, title, who }: LimitItem) {
  if (!tenant || !house || !mayDiffer) return null;
  const query = new URLSearchParams({ rule, for: tenant.id, house: house.id });
  return (
    <TextLink to={`/admin/limits/overrides?${query}#set`} aria-label={`Override ${title} of ${who}`}>
      Override
    </TextLink>
  );
}

type LimitsPageProps = { page: Page<LimitItem>; state: 'full' | 'all'; rules: RuleChoice[] };

/** Who is limited now, by what, and until when (H10). */
export function LimitsPage({ page, state, rules }: LimitsPageProps) {
  return (
    <LogPage
      title="Limits"
      description="Who has used up what a limit allows, and when it begins anew."
      things="limits"
      page={page}
      columns={COLUMNS}
      choices={[
        { name: 'rule', label: 'Rule', placeholder: 'Any rule', options: rules },
        {
          name: 'state',
          label: 'Who',
          placeholder: 'Who has nothing left',
          options: [{ value: 'all', label: 'Whoever is counted' }],
        },
      ]}
      empty={{
        icon: Hourglass,
        title: state === 'all' ? 'Nobody is counted now' : 'Nobody is limited now',
        text: 'Whoever uses up a limit appears here until it begins anew.',
      }}
    >
      <LimitTabs />
    </LogPage>
  );
}
