import { Form, useNavigation } from '@remix-run/react';
import { CirclePlay, CircleStop } from 'lucide-react';
import type { Builder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { LEAST_REASON, MOST_REASON } from '#app/features/tenancy/retirement/limits.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { Moment } from '../facts.tsx';
import { Refused, type Refusal } from './refused.tsx';

const useBusy = (intent: string) => useNavigation().formAction?.endsWith(`intent=${intent}`) ?? false;

type RetirementProps = { retired: Builder['retired']; refusal: Refusal | undefined };

/** Since when and why a builder is retired, with the way back; nothing while it is open. */
export function RetiredNotice({ retired, refusal }: RetirementProps) {
  const busy = useBusy('reopen');
  if (!retired) return null;
  return (
    <Alert
      tone="caution"
      title={
        <>
          Retired since <Moment at={retired.at} />
        </>
      }
      className="mb-6"
    >
      <p className="wrap-anywhere">“{retired.reason}”</p>
      <p className="mt-1">
        Its staff and owners are told that it is closed and whom to ask, its codes and links open nothing, and its jobs
        stand still. Nothing was deleted.
      </p>
      <Form method="post" action="?intent=reopen" preventScrollReset className="mt-3 grid justify-items-start gap-3">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value={retired.at} />
        <Button type="submit" icon={CirclePlay} loading={busy}>
          Open again
        </Button>
      </Form>
    </Alert>
  );
}

/** Retires a builder that is open (H1). */
export function RetireCard({ retired, refusal }: RetirementProps) {
  const busy = useBusy('retire');
  if (retired) return null;
  return (
    <Card>
      <CardHeader
        title="Retire"
        description={
          'From the next request on its staff and owners are told that it is closed and whom to ask, its codes and ' +
          'links open nothing, and its jobs stand still. Nothing is deleted, and it can be opened again here.'
        }
      />
      <Form method="post" action="?intent=retire" noValidate preventScrollReset className="grid gap-5">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value="" />
        <TextArea
          name="reason"
          label="Why"
          hint="The builder’s staff read it."
          required
          minLength={LEAST_REASON}
          maxLength={MOST_REASON}
          defaultValue={refusal?.typed.reason}
          error={refusal?.fields.find(({ field }) => field === 'reason')?.message}
        />
        <div>
          <Button type="submit" variant="danger" icon={CircleStop} loading={busy}>
            Retire this builder
          </Button>
        </div>
      </Form>
    </Card>
  );
}
