import { Form, useNavigation } from '@remix-run/react';
import { MapPin, RefreshCw } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { UnitDetails } from '../get-unit.server.ts';
import { PLACE_CATEGORIES } from '../place-categories.ts';
import { UnitJobState } from './unit-job-state.tsx';
import { distanceInWords } from './unit-words.ts';

/** What is near the house, by kind, with distances; and looking around the development again. */
export function UnitPlaces({ unit, isOpen }: { unit: UnitDetails; isOpen: boolean }) {
  const navigation = useNavigation();
  const { places } = unit;
  const mayManage = useCan('unit:manage');
  const kinds = PLACE_CATEGORIES.flatMap(({ id, label }) => {
    const items = places.items.filter(({ category }) => category === id);
    return items.length > 0 ? [{ id, label, items }] : [];
  });
  return (
    <Card>
      <CardHeader
        title="Places nearby"
        description={
          `Kept for all of ${unit.development.name}; as the crow flies from ` +
          (places.origin.of === 'house'
            ? 'this house.'
            : 'the middle of the development, since this house has no position.')
        }
        action={
          mayManage ? (
            <Form method="post" action="?intent=places" preventScrollReset>
              <Button
                type="submit"
                size="small"
                icon={RefreshCw}
                disabled={isOpen}
                loading={navigation.formAction?.endsWith('intent=places') ?? false}
              >
                Refresh places
              </Button>
            </Form>
          ) : null
        }
      />
      <UnitJobState
        job={unit.jobs.places}
        never={places.refreshed_at ? `Looked up ${formatDate(new Date(places.refreshed_at))}.` : 'Not looked up yet.'}
      />
      {kinds.length === 0 ? (
        <EmptyState icon={MapPin} title="No places are known yet" level="h3">
          {mayManage
            ? 'Press Refresh places to look around the development.'
            : 'A manager of your company can look them up.'}
        </EmptyState>
      ) : (
        <div className="mt-5 gap-x-8 sm:columns-2 lg:columns-3">
          {kinds.map(({ id, label, items }) => (
            <section key={id} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-sm font-semibold text-ink-soft">{label}</h3>
              <ul className="text-[0.9375rem]">
                {items.map((place) => (
                  <li
                    key={place.id}
                    className="flex justify-between gap-4 border-b border-hairline py-1.5 last:border-b-0"
                  >
                    <span className="min-w-0 break-words">{place.name}</span>
                    <span className="shrink-0 text-ink-soft tabular-nums">
                      {distanceInWords(place.distance_m)} · {place.walking_minutes} min
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {places.attribution ? <p className="mt-2 text-sm text-ink-soft">Places: {places.attribution}</p> : null}
    </Card>
  );
}
