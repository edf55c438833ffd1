import { Form, useNavigation } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { MAX_QUESTION } from '../limits.ts';
import type { DevelopmentOfChecks, NewCheck } from '../prefill-check.server.ts';

type AddCheckProps = { development: DevelopmentOfChecks; prefill: NewCheck | null; refusal: string | undefined };

/** A new check: its question, and for whom. Its answer is looked at and approved in the list. */
export function AddCheck({ development, prefill, refusal }: AddCheckProps) {
  const busy = useNavigation().formAction?.includes('intent=add') ?? false;
  return (
    <Card className="mb-5">
      <CardHeader
        title="Add a check"
        description="The documents are asked at once; look at the answer below and approve it when it is right."
      />
      <Form
        method="post"
        action="?intent=add"
        className="grid items-start gap-3 md:grid-cols-[minmax(0,1fr)_14rem_auto]"
      >
        <input type="hidden" name="development_id" value={development.id} />
        <TextArea
          name="question"
          label="Question, as an owner asks it"
          hint={prefill ? 'Leave out what tells who asked.' : undefined}
          defaultValue={prefill?.question}
          rows={2}
          maxLength={MAX_QUESTION}
          error={refusal}
          required
        />
        <SelectField
          name="house_type"
          label="Asked for"
          placeholder="Every house type"
          defaultValue={prefill?.house_type ?? ''}
          options={development.houseTypes.map(({ code, name }) => ({
            value: code,
            label: name === code ? code : `${code} · ${name}`,
          }))}
        />
        <Button type="submit" variant="primary" icon={Plus} loading={busy} className="md:mt-7">
          Add
        </Button>
      </Form>
    </Card>
  );
}
