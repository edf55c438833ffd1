import { Form, useNavigation } from '@remix-run/react';
import { DoorClosed, DoorOpen } from 'lucide-react';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { LEAST_REASON, MOST_REASON } from '#app/features/tenancy/retirement/limits.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { Moment } from '../facts.tsx';
import { Refused, type Refusal } from '../tenants/refused.tsx';

const useBusy = (intent: string) => useNavigation().formAction?.endsWith(`intent=${intent}`) ?? false;

type ClosingProps = { closed: Development['closed']; refusal: Refusal | undefined };

/** Since when and why a development takes no new owners, with the way back; nothing while it does. */
export function ClosedNotice({ closed, refusal }: ClosingProps) {
  const busy = useBusy('open');
  if (!closed) return null;
  return (
    <Alert
      tone="caution"
      title={
        <>
          Closed to new owners since <Moment at={closed.at} />
        </>
      }
      className="mb-6"
    >
      <p className="wrap-anywhere">“{closed.reason}”</p>
      <p className="mt-1">Codes of houses that nobody has taken open nothing. Everything else goes on.</p>
      <Form method="post" action="?intent=open" preventScrollReset className="mt-3 grid justify-items-start gap-3">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value={closed.at} />
        <Button type="submit" icon={DoorOpen} loading={busy}>
          Open to new owners
        </Button>
      </Form>
    </Alert>
  );
}

/** Closes a development to new owners (H2). */
export function CloseCard({ closed, refusal }: ClosingProps) {
  const busy = useBusy('close');
  if (closed) return null;
  return (
    <Card>
      <CardHeader
        title="Close to new owners"
        description={
          'Codes of houses that nobody has taken open nothing from then on, and say to ask the builder. Owners who ' +
          'are in, and staff, go on as before. It can be undone here.'
        }
      />
      <Form method="post" action="?intent=close" noValidate preventScrollReset className="grid gap-5">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value="" />
        <TextArea
          name="reason"
          label="Why"
          hint="It is written to the activity log."
          required
          minLength={LEAST_REASON}
          maxLength={MOST_REASON}
          defaultValue={refusal?.typed.reason}
          error={refusal?.fields.find(({ field }) => field === 'reason')?.message}
        />
        <div>
          <Button type="submit" variant="danger" icon={DoorClosed} loading={busy}>
            Close to new owners
          </Button>
        </div>
      </Form>
    </Card>
  );
}
