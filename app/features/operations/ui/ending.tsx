import { Form, useNavigation } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { LEAST_REASON, MOST_REASON } from '#app/features/tenancy/retirement/limits.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { Moment } from './facts.tsx';
import { Refused, type Refusal } from './tenants/refused.tsx';

const useBusy = (intent: string) => useNavigation().formAction?.endsWith(`intent=${intent}`) ?? false;

type Act = { intent: string; label: string; icon: LucideIcon };
type EndedProps = { since: string; ended: { at: string; reason: string }; says: string; act: Act };

/** Since when and why a builder is retired, or a development closed, with the way back. */
export function EndedNotice({ since, ended, says, act, refusal }: EndedProps & { refusal: Refusal | undefined }) {
  const busy = useBusy(act.intent);
  return (
    <Alert
      tone="caution"
      title={
        <>
          {since} <Moment at={ended.at} />
        </>
      }
      className="mb-6"
    >
      <p className="wrap-anywhere">“{ended.reason}”</p>
      <p className="mt-1">{says}</p>
      <Form
        method="post"
        action={`?intent=${act.intent}`}
        preventScrollReset
        className="mt-3 grid justify-items-start gap-3"
      >
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value={ended.at} />
        <Button type="submit" icon={act.icon} loading={busy}>
          {act.label}
        </Button>
      </Form>
    </Alert>
  );
}

type EndProps = { title: string; says: string; hint: string; act: Act };

/** Retires a builder, or closes a development: with a reason, which `hint` says who reads. */
export function EndCard({ title, says, hint, act, refusal }: EndProps & { refusal: Refusal | undefined }) {
  const busy = useBusy(act.intent);
  return (
    <Card>
      <CardHeader title={title} description={says} />
      <Form method="post" action={`?intent=${act.intent}`} noValidate preventScrollReset className="grid gap-5">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value="" />
        <TextArea
          name="reason"
          label="Why"
          hint={hint}
          required
          minLength={LEAST_REASON}
          maxLength={MOST_REASON}
          defaultValue={refusal?.typed.reason}
          error={refusal?.fields.find(({ field }) => field === 'reason')?.message}
        />
        <div>
          <Button type="submit" variant="danger" icon={act.icon} loading={busy}>
            {act.label}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
