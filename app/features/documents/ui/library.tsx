import { Form, Link, useNavigation, useSubmit } from '@remix-run/react';
import { Download, Search } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { clsx } from 'clsx';
import { formatDate } from '#app/platform/dublin-time.ts';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { categoryLabel } from '../category-label.ts';
import { Badge } from '#app/ui/badge.tsx';
import type { DocumentItem } from '../describe-document.ts';
import { viewerPath } from '../pages/viewer-path.ts';
import { CategoryIcon } from './category-icon.tsx';

/** Milliseconds after the last letter until the list follows what is typed. */
const PAUSE = 250;

/** Search in titles and categories, kept in the address; follows the typing, and works by Enter without script. */
export function LibrarySearch({ q, category }: { q: string; category: string }) {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  // The address changed by a link or by Back: the field follows, unless its owner is typing.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = q;
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search>
      <Form
        action="/home/documents"
        className="relative"
        onChange={(event) => {
          const form = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), PAUSE);
        }}
        onSubmit={() => clearTimeout(timer.current)}
      >
        <label htmlFor="library-search" className="sr-only">
          Search your documents
        </label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-ink-soft"
        />
        <input
          ref={field}
          id="library-search"
          type="search"
          name="q"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          placeholder="Search your documents"
          className={clsx(
            'block min-h-12 w-full rounded-control border border-edge bg-paper py-2 pr-3 pl-11 text-base',
            'placeholder:text-ink-soft focus-visible:border-gold focus-visible:outline-offset-0',
          )}
        />
        {category ? <input type="hidden" name="category" value={category} /> : null}
      </Form>
    </search>
  );
}

/** Narrowing by category; each shows how many documents the house has in it. */
export function LibraryCategories({
  categories,
  category,
  q,
}: {
  categories: { category: string; documents: number }[];
  category: string;
  q: string;
}) {
  const address = (wanted: string) => {
    const search = new URLSearchParams({ ...(q ? { q } : {}), ...(wanted ? { category: wanted } : {}) });
    return `/home/documents${search.size > 0 ? `?${search}` : ''}`;
  };
  const total = categories.reduce((sum, { documents }) => sum + documents, 0);
  return (
    <nav
      aria-label="Categories"
      className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {[{ category: '', documents: total }, ...categories].map((one) => (
        <Link
          key={one.category}
          to={address(one.category)}
          replace
          preventScrollReset
          aria-current={one.category === category ? 'true' : undefined}
          className={clsx(
            'inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-base whitespace-nowrap',
            'no-underline transition-colors',
            one.category === category
              ? 'border-gold bg-gold-wash font-semibold text-ink'
              : 'border-hairline bg-paper text-ink-soft hover:border-edge hover:text-ink',
          )}
        >
          {one.category ? categoryLabel(one.category) : 'All'}
          <span className="text-sm text-ink-soft tabular-nums">{one.documents}</span>
        </Link>
      ))}
    </nav>
  );
}

/** A document as its owner's library shows it. `unsearchable`: pages without text that a search could find. */
export type LibraryItem = DocumentItem & { newness: 'new' | 'new-version' | null; unsearchable: number };

/** What came or changed since the handover, the newest first. */
export function RecentlyAdded({ items }: { items: LibraryItem[] }) {
  const newest = items.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at)).slice(0, 4);
  return (
    <section aria-labelledby="recently-added" className="mb-9 grid gap-3">
      <h2 id="recently-added" className="font-serif text-xl font-semibold">
        Recently added
      </h2>
      <ul className="grid gap-2 lg:grid-cols-2">
        {newest.map((item) => (
          <LibraryRow key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

/** Documents under their categories' headings, by title. */
export function LibraryList({ items }: { items: LibraryItem[] }) {
  const busy = useNavigation().state === 'loading';
  const categories = [...new Set(items.map((item) => item.category))].toSorted((a, b) =>
    categoryLabel(a).localeCompare(categoryLabel(b), 'en'),
  );
  return (
    <div className={clsx('grid gap-9 transition-opacity', busy && 'opacity-60')}>
      {categories.map((category) => (
        <section key={category} aria-labelledby={`category-${category}`} className="grid gap-3">
          <h2 id={`category-${category}`} className="flex items-center gap-2.5 font-serif text-xl font-semibold">
            <CategoryIcon category={category} className="size-5 text-gold-ink" />
            {categoryLabel(category)}
          </h2>
          <ul className="grid gap-2 lg:grid-cols-2">
            {items
              .filter((item) => item.category === category)
              .toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
              .map((item) => (
                <LibraryRow key={item.id} item={item} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LibraryRow({ item }: { item: LibraryItem }): ReactNode {
  const facts = [
    item.pages === null ? null : `${item.pages} ${item.pages === 1 ? 'page' : 'pages'}`,
    formatBytes(item.size_bytes),
    formatDate(new Date(item.updated_at)),
  ].filter(Boolean);
  return (
    <li
      className={clsx(
        'relative flex items-center gap-2 rounded-control border border-hairline bg-paper py-2 pr-1.5 pl-4',
        'shadow-card transition-colors hover:border-gold',
      )}
    >
      <div className="min-w-0 flex-1 py-1">
        <Link
          to={viewerPath(item.id)}
          className={clsx(
            'leading-snug font-semibold text-ink no-underline after:absolute after:inset-0 after:rounded-control',
            "after:content-['']",
          )}
        >
          {item.title}
        </Link>
        <p className="text-sm text-ink-soft tabular-nums">{facts.join(' · ')}</p>
        {item.newness || item.unsearchable > 0 ? (
          <p className="mt-1 flex flex-wrap gap-1.5">
            {item.newness ? <Badge tone="gold">{item.newness === 'new' ? 'New' : 'New version'}</Badge> : null}
            {item.unsearchable > 0 ? <Badge tone="caution">{unsearchableWords(item)}</Badge> : null}
          </p>
        ) : null}
      </div>
      <a
        href={`${item.download_url}?save`}
        download
        aria-label={`Download ${item.title}`}
        className={clsx(
          'relative z-10 grid size-11 shrink-0 place-items-center rounded-control text-ink-soft transition-colors',
          'hover:bg-sand hover:text-ink',
        )}
      >
        <Download aria-hidden className="size-5" />
      </a>
    </li>
  );
}

/** Pictures of text that were not, or not yet, recognised: the assistant cannot find what stands there. */
function unsearchableWords({ pages, unsearchable }: LibraryItem): string {
  if (pages !== null && unsearchable >= pages) return 'Not searchable yet';
  return `${unsearchable} ${unsearchable === 1 ? 'page' : 'pages'} not searchable yet`;
}
