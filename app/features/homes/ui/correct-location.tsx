import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { UnitDetails } from '../get-unit.server.ts';
import type { UnitRefusal } from './unit-refusal.ts';

/** The form that sets a house's position by hand; what is wrong stands at its field. */
export function CorrectLocation({ unit, refusal }: { unit: UnitDetails; refusal: UnitRefusal | undefined }) {
  const navigation = useNavigation();
  const faultOf = (name: string) => {
    const message = refusal?.fields.find(({ field }) => field === name)?.message;
    return message ? `${name === 'latitude' ? 'Latitude' : 'Longitude'} ${message}.` : undefined;
  };
  const typed = (name: 'latitude' | 'longitude') => refusal?.[name] ?? unit[name]?.toString() ?? '';
  return (
    <Card>
      <CardHeader
        title="Correct it by hand"
        description={
          'In decimal degrees, as a map shows them for a point. What you set here stays: no look-up changes it.'
        }
      />
      <Form method="post" action="?intent=correct" preventScrollReset className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label="Latitude"
          name="latitude"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={typed('latitude')}
          error={faultOf('latitude')}
          hint="For example 51.9198"
          required
          maxLength={30}
        />
        <TextField
          label="Longitude"
          name="longitude"
          inputMode="text"
          autoComplete="off"
          defaultValue={typed('longitude')}
          error={faultOf('longitude')}
          hint="For example -8.1674; west is negative"
          required
          maxLength={30}
        />
        <div className="sm:col-span-2">
          <Button type="submit" variant="primary" loading={navigation.formAction?.endsWith('intent=correct') ?? false}>
            Save the position
          </Button>
        </div>
      </Form>
    </Card>
  );
}
