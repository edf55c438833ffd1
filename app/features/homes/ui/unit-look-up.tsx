import { Form, useNavigation } from '@remix-run/react';
import { RefreshCw } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import type { UnitDetails } from '../get-unit.server.ts';
import { UnitJobState } from './unit-job-state.tsx';

/** Looking the address up again, and how the last time went. */
export function UnitLookUp({ unit, isOpen }: { unit: UnitDetails; isOpen: boolean }) {
  const navigation = useNavigation();
  const byHand = unit.source === 'staff';
  const mayManage = useCan('unit:manage');
  return (
    <Card>
      <CardHeader
        title="Look the address up"
        description={`Asks the map service for “${unit.eircode ? `${unit.address}, ${unit.eircode}` : unit.address}”.`}
      />
      <UnitJobState job={unit.jobs.geocoding} never="It was not looked up yet." />
      {byHand ? (
        <p className="mt-4 text-[0.9375rem] text-ink-soft">
          The position was set by hand, so it is not looked up again. If it is wrong, correct it by hand.
        </p>
      ) : mayManage ? (
        <Form method="post" action="?intent=geocode" preventScrollReset className="mt-4">
          <Button
            type="submit"
            icon={RefreshCw}
            disabled={isOpen}
            loading={navigation.formAction?.endsWith('intent=geocode') ?? false}
          >
            Look the address up again
          </Button>
        </Form>
      ) : null}
    </Card>
  );
}
