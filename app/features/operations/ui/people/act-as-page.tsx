import { Form, useActionData, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import type { Person } from '#app/features/identity/impersonation/find-person.server.ts';
import { LEAST_REASON, MINUTES, MOST_REASON } from '#app/features/identity/impersonation/limits.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';

type Refusal = { message: string; fields: { field: string; message: string }[]; given: Record<string, string> };

const aboutOf = (person: Person) =>
  person.kind === 'staff'
    ? `${person.role === 'manager' ? 'Manager' : 'Viewer'} of ${person.builder}`
    : `Owner of ${person.house}, ${person.development}, ${person.builder}`;

const readersOf = (person: Person) =>
  person.kind === 'staff' ? 'The builder’s managers read it.' : 'The owner and the builder’s managers read it.';

/** Begins to act as somebody: why, how long, and whether to change something (H4). */
export function ActAsPage({ person, back }: { person: Person; back: string }) {
  const refusal = useActionData<{ refusal?: Refusal }>()?.refusal;
  const fault = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  const [writes, setWrites] = useState(refusal?.given.write === 'on');
  const busy = useNavigation().state !== 'idle';
  const text = (name: string) => ({
    name,
    required: true,
    minLength: LEAST_REASON,
    maxLength: MOST_REASON,
    defaultValue: refusal?.given[name],
    error: fault(name),
  });
  return (
    <>
      <PageHeader title={`Act as ${person.fullName}`} description={aboutOf(person)} />
      <Card className="max-w-2xl">
        {refusal && refusal.fields.length === 0 ? (
          <Alert tone="negative" title="That did not work" className="mb-4">
            {refusal.message}
          </Alert>
        ) : null}
        <p className="mb-5 text-ink-soft">
          You see what {person.fullName} sees, and a banner says so on each page. Beginning, ending and each change are
          written to the activity log with both names. What only they may do themselves stays closed: signing in and
          out, consents, codes, invitations, exports, erasing.
        </p>
        <Form method="post" className="grid gap-5">
          <input type="hidden" name="back" value={back} />
          <TextArea
            label="Why"
            hint={`Such as the number of the ticket, and what is to be looked at. ${readersOf(person)}`}
            {...text('reason')}
          />
          <SelectField
            label="For"
            name="minutes"
            options={MINUTES.map((value) => ({ value, label: `${value} minutes` }))}
            defaultValue={refusal?.given.minutes ?? MINUTES[0]}
            error={fault('minutes')}
            className="max-w-48"
          />
          <CheckboxField
            label="I must change something"
            hint="Without this everything can be looked at and nothing changed."
            name="write"
            checked={writes}
            onChange={(event) => setWrites(event.currentTarget.checked)}
          />
          {writes ? <TextArea label="What is to be changed, and who asked for it" {...text('write_reason')} /> : null}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" loading={busy}>
              Begin
            </Button>
            <LinkButton to={back} variant="quiet">
              Cancel
            </LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}
