import { useSearchParams } from '@remix-run/react';
import { MessageSquareDiff } from 'lucide-react';
import { CHANGE_STATES, type ChangeState } from '#db/schema/change-words.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ChangeItem } from '../describe-change.ts';
import { CAUSE_LABELS, countsOf, STATE_LABELS } from './change-words.ts';

const WHERE = '/developer/changes';

/** Passages that do not read any more as owners were told, by document and version (G12). */
export function ChangesPage({
  page,
  state,
}: {
  page: { items: ChangeItem[]; next_cursor: string | null };
  state: ChangeState;
}) {
  const [params] = useSearchParams();
  const filtered = params.has('state') || params.has('cursor') || params.has('document_id');
  return (
    <>
      <PageHeader
        title="Changed answers"
        description={
          'What owners were told from a page that has changed since. Approve the words once for each passage, and ' +
          'everybody whom it concerns is told, in the app and by mail.'
        }
      />
      <FilterForm
        label="Changed answers"
        clearTo={WHERE}
        filtered={filtered}
        submit={<Button type="submit">Show</Button>}
        className="grid-cols-2 md:flex md:flex-wrap"
      >
        <FilterSelect
          name="state"
          label="State"
          placeholder={STATE_LABELS.open}
          options={CHANGE_STATES.filter((one) => one !== 'open').map((value) => ({
            value,
            label: STATE_LABELS[value],
          }))}
        />
      </FilterForm>
      {page.items.length === 0 ? (
        <Nothing filtered={filtered} state={state} />
      ) : (
        <div className="mt-6 grid gap-8">
          {byDocument(page.items).map(({ key, first, items }) => (
            <section key={key} aria-label={first.document.title}>
              <h2 className="mb-1 font-serif text-xl font-semibold wrap-anywhere">
                <TextLink to={`/developer/documents/${first.document.id}`}>{first.document.title}</TextLink>
              </h2>
              <p className="mb-3 text-sm text-ink-soft">
                {first.document.development}, found in version {first.in_version}
              </p>
              <ul className="grid gap-3">
                {items.map((item) => (
                  <li key={item.id}>
                    <ChangeCard item={item} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <Pagination nextCursor={page.next_cursor} label="Pages of changed answers" count={page.items.length} />
    </>
  );
}

/** Neighbours of one document and version together. */
function byDocument(items: ChangeItem[]) {
  const groups: { key: string; first: ChangeItem; items: ChangeItem[] }[] = [];
  for (const item of items) {
    const group = groups.find(
      ({ first }) => first.document.id === item.document.id && first.in_version === item.in_version,
    );
    if (group) group.items.push(item);
    else groups.push({ key: item.id, first: item, items: [item] });
  }
  return groups;
}

function ChangeCard({ item }: { item: ChangeItem }) {
  return (
    <Card as="article" aria-label={item.was.text.slice(0, 80)}>
      <p className="mb-2 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <Badge tone={item.state === 'open' ? 'caution' : 'neutral'}>{CAUSE_LABELS[item.cause]}</Badge>
        <span>{countsOf(item)}</span>
        <span>
          {item.decided_at
            ? `${STATE_LABELS[item.state].toLowerCase()} on ${formatDate(new Date(item.decided_at))}`
            : `found on ${formatDate(new Date(item.found_at))}`}
        </span>
      </p>
      <dl className="grid gap-2 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-x-4">
        <dt className="text-sm font-semibold text-ink-soft">Was</dt>
        <dd dir="auto" className="line-clamp-3 wrap-anywhere">
          {item.was.text}
        </dd>
        <dt className="text-sm font-semibold text-ink-soft">Now</dt>
        <dd dir="auto" className="line-clamp-3 wrap-anywhere">
          {item.now?.text ?? 'Nothing stands in its place.'}
        </dd>
      </dl>
      <p className="mt-3">
        <TextLink to={`${WHERE}/${item.id}`} prefetch="intent">
          {item.state === 'open' ? 'Read it and decide' : 'See who was told what'}
          <span className="sr-only">: {item.was.text.slice(0, 80)}</span>
        </TextLink>
      </p>
    </Card>
  );
}

function Nothing({ filtered, state }: { filtered: boolean; state: ChangeState }) {
  if (filtered)
    return (
      <EmptyState
        icon={MessageSquareDiff}
        title="Nothing here"
        action={<LinkButton to={WHERE}>Show what waits for you</LinkButton>}
      >
        {state === 'open' ? 'This is beyond the end of the list.' : 'Nothing has been decided so yet.'}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={MessageSquareDiff}
      title="Every answer still holds"
      action={<LinkButton to="/developer/documents">Look at your documents</LinkButton>}
    >
      When a new version of a document, a deletion or another audience changes what owners were told, it waits for you
      here.
    </EmptyState>
  );
}
