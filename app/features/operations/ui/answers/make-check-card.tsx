import { Form, useActionData, useNavigation } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import { MAX_QUESTION } from '#app/features/insights/checks/limits.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AnswerReport } from '../../answers/get-answer.server.ts';

/** What the action of the page answers. */
export type CheckOutcome =
  | { check: { houseTypes: string[] } }
  | {
      check: null;
      message: string;
      fields: { field: string; message: string }[];
      typed: Record<string, string>;
    };

/** Makes the question one of the builder's answer checks (H6, G11). */
export function MakeCheckCard({ report, tenantName }: { report: AnswerReport; tenantName: string | null }) {
  const told = useActionData<CheckOutcome | object>();
  const outcome = told && 'check' in told ? told : undefined;
  const busy = useNavigation().formAction?.endsWith('intent=check') ?? false;
  const refused = outcome?.check === null ? outcome : undefined;
  const errorOf = (name: string) => refused?.fields.find(({ field }) => field === name)?.message;
  const { type } = report.house;
  const asked = (report.question ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUESTION);
  return (
    <Card className="mt-5" aria-label="Answer check">
      <CardHeader
        title="Make this an answer check"
        description={
          `${tenantName ?? 'Its builder'} approves what is answered; it is then asked before a new version of a ` +
          'document replaces the old.'
        }
      />
      {outcome?.check ? (
        <Alert tone="positive" title={`Added for ${typesNamed(outcome.check.houseTypes)}`}>
          It is being asked. The builder’s staff see it, with its answer, under Answer checks.
        </Alert>
      ) : (
        <Form method="post" action="?intent=check" noValidate preventScrollReset className="grid gap-4">
          {refused ? (
            <Alert tone="negative" title="Nothing was added">
              {refused.fields.length > 0 ? 'See the fields below.' : refused.message}
            </Alert>
          ) : null}
          <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_13rem]">
            <TextField
              name="question"
              label="Question"
              hint="It stays when its owner is erased: take out what names somebody."
              required
              maxLength={MAX_QUESTION}
              defaultValue={refused?.typed.question ?? asked}
              error={errorOf('question')}
            />
            <SelectField
              name="house_type"
              label="For"
              placeholder="Each house type"
              options={[{ value: type, label: `House type ${type}` }]}
              defaultValue={refused?.typed.house_type ?? type}
              error={errorOf('house_type')}
            />
          </div>
          <div>
            <Button type="submit" icon={ListChecks} loading={busy}>
              Add check
            </Button>
          </div>
        </Form>
      )}
    </Card>
  );
}

const typesNamed = (types: string[]) =>
  types.length === 1 ? `house type ${types.join('')}` : `house types ${types.join(', ')}`;
