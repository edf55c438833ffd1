import { Form, useNavigation } from '@remix-run/react';
import { BellOff } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AlertRefusal } from './firing-page.tsx';
import { ruleOptions } from './firings-page.tsx';

const LENGTHS = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '1 day' },
  { value: '4320', label: '3 days' },
  { value: '10080', label: '7 days' },
];

/** Silences a rule; `rule` is chosen first. */
export function SilenceForm({ rule, refusal }: { rule: string; refusal?: AlertRefusal }) {
  const navigation = useNavigation();
  const fault = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  return (
    <Card id="silence" className="mb-6">
      <CardHeader
        title="Silence a rule"
        description={
          'Nobody is told of it by mail or webhook until then. It is still judged, shown and kept; what stands when ' +
          'the silence ends is told then.'
        }
      />
      <Form
        method="post"
        action="/admin/alerts/silences?intent=set"
        className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3"
      >
        <SelectField
          label="Rule"
          name="rule"
          options={ruleOptions}
          defaultValue={refusal?.given.rule ?? rule}
          error={fault('rule')}
        />
        <SelectField
          label="For"
          name="minutes"
          options={LENGTHS}
          defaultValue={refusal?.given.minutes ?? '60'}
          error={fault('minutes')}
        />
        <TextField
          label="Why"
          name="reason"
          required
          minLength={5}
          maxLength={500}
          hint="Written to the activity log"
          defaultValue={refusal?.given.reason}
          error={fault('reason')}
        />
        <Button
          type="submit"
          variant="primary"
          icon={BellOff}
          className="justify-self-start"
          loading={navigation.formAction?.endsWith('intent=set') ?? false}
        >
          Silence
        </Button>
      </Form>
    </Card>
  );
}
