import type { MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate, useSearchParams, type ShouldRevalidateFunction } from '@remix-run/react';
import { MapPin } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { listPlaces } from '#app/features/homes/list-places.server.ts';
import { PLACE_CATEGORY_IDS } from '#app/features/homes/place-categories.ts';
import { HouseMap } from '#app/features/homes/ui/map/house-map.tsx';
import { PlaceKinds } from '#app/features/homes/ui/map/place-kinds.tsx';
import { PlaceList } from '#app/features/homes/ui/map/place-list.tsx';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { mapTiles } from '#app/platform/maps/map-tiles.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

const route = page('routes/home.map');

/** The nearest of each kind, in turns: more than a plan can show at once (B1). */
const PLACES = 200;

export const meta: MetaFunction = ({ matches }) => [
  { title: `Map around ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope }) => {
  const { origin, items, attribution } = await listPlaces(scope, { limit: PLACES });
  const tiles = mapTiles();
  return { origin, items, attribution, tiles: tiles ? { url: tiles.url, attribution: tiles.attribution } : null };
});

/** All places are here: choosing among them asks for nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.pathname !== nextUrl.pathname && defaultShouldRevalidate;

export default function HomeMap() {
  const { origin, items, attribution, tiles } = useLoaderData<typeof loader>();
  const { house } = useHome();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const category = PLACE_CATEGORY_IDS.find((id) => id === search.get('category')) ?? null;
  const shown = useMemo(
    () => (category === null ? items : items.filter((place) => place.category === category)),
    [items, category],
  );
  const selected = shown.find(({ id }) => id === search.get('place'))?.id ?? null;
  const addressOf = useCallback(
    (place: string) => `/home/map?${new URLSearchParams({ ...(category ? { category } : {}), place })}`,
    [category],
  );
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader title="Around your house" description={whereFrom(origin, house)} />
      {items.length === 0 ? (
        <EmptyState icon={MapPin} title="No places are known yet">
          Your builder has not looked up what is near your house.
        </EmptyState>
      ) : (
        <PlaceKinds places={items} category={category} />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="lg:sticky lg:top-[calc(1.5rem+var(--acting-height))] lg:self-start">
          <HouseMap
            label={house.label}
            places={shown}
            onSelect={(place) => void navigate(addressOf(place), { replace: true, preventScrollReset: true })}
            {...{ origin, selected, addressOf, tiles }}
          />
        </div>
        <div>
          <output className="sr-only">
            {shown.length} {shown.length === 1 ? 'place' : 'places'}
          </output>
          <PlaceList places={shown} {...{ origin, selected, addressOf }} />
          <p className="mt-6 text-sm text-ink-soft">
            Distances are as the crow flies, times on foot at 80 m a minute: the way itself is longer.
            {attribution ? (
              <>
                {' '}
                Places:{' '}
                <a href="https://www.openstreetmap.org/copyright" className="underline" rel="noreferrer">
                  {attribution}
                </a>
              </>
            ) : null}
          </p>
        </div>
      </div>
    </div>
  );
}

/** No more exact than it is. */
function whereFrom(
  { of, precision }: { of: 'house' | 'development'; precision: string | null },
  { label, address }: { label: string; address: string },
): string {
  if (of === 'development')
    return `The position of ${label} is not known yet: the plan is drawn around the middle of the development.`;
  if (precision === 'street' || precision === 'area')
    return `${address}. Its position is known only roughly (${precision}).`;
  return `${address}. The plan is drawn around the house itself.`;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
