import { useActionData } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { isOpenJobState } from '#db/schema/job-states.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { UnitDetails, UnitJob } from '../get-unit.server.ts';
import { CorrectLocation } from './correct-location.tsx';
import { UnitLookUp } from './unit-look-up.tsx';
import { UnitPlaces } from './unit-places.tsx';
import type { UnitRefusal } from './unit-refusal.ts';
import { positionInWords, precisionInWords, sourceInWords } from './unit-words.ts';

const isOpen = (job: UnitJob | null) => job !== null && isOpenJobState(job.state);

/** Where a house of the builder's stands, how that is known, and how to put it right (C2, F6). */
export function UnitLocation({ unit }: { unit: UnitDetails }) {
  const refusal = useActionData<{ refusal?: UnitRefusal }>()?.refusal;
  const mayManage = useCan('unit:manage');
  useRefresh(2, isOpen(unit.jobs.geocoding) || isOpen(unit.jobs.places));
  return (
    <>
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
        <div className="grid gap-5">
          <Position unit={unit} />
          {mayManage ? (
            <CorrectLocation key={`${unit.latitude},${unit.longitude}`} unit={unit} refusal={refusal} />
          ) : null}
        </div>
        <UnitLookUp unit={unit} isOpen={isOpen(unit.jobs.geocoding)} />
      </div>
      <div className="mt-5">
        <UnitPlaces unit={unit} isOpen={isOpen(unit.jobs.places)} />
      </div>
    </>
  );
}

function Position({ unit }: { unit: UnitDetails }) {
  const position = positionInWords(unit);
  const at = unit.located_at ? new Date(unit.located_at) : null;
  return (
    <Card>
      <CardHeader
        title="Position"
        action={
          position ? (
            <a
              href={
                `https://www.openstreetmap.org/?mlat=${unit.latitude}&mlon=${unit.longitude}` +
                `#map=18/${unit.latitude}/${unit.longitude}`
              }
              target="_blank"
              rel="noreferrer"
              className={buttonStyles({ size: 'small' })}
            >
              <ExternalLink aria-hidden className="size-4" />
              See it on a map
            </a>
          ) : null
        }
      />
      {unit.located_for ? (
        <Alert tone="caution" className="mb-4" title="The address has changed since">
          This position was found for “{unit.located_for}”.
        </Alert>
      ) : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem] [&>dt]:text-ink-soft">
        <dt>Latitude, longitude</dt>
        <dd className="tabular-nums">{position ?? <Badge tone="caution">Missing</Badge>}</dd>
        <dt>How exact</dt>
        <dd>{position ? precisionInWords(unit.precision) : '–'}</dd>
        <dt>How it is known</dt>
        <dd>{position ? sourceInWords(unit.source) : '–'}</dd>
        <dt>Since</dt>
        <dd>{at ? `${formatDate(at)}, ${formatTime(at)}` : '–'}</dd>
        <dt>Eircode</dt>
        <dd>{unit.eircode ?? '–'}</dd>
      </dl>
    </Card>
  );
}
