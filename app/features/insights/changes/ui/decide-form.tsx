import { Form, useNavigation } from '@remix-run/react';
import { Send } from 'lucide-react';
import { problemsOf, type FormRefusal } from '#app/features/documents/ui/form-refusal.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { useKeptText } from '#app/ui/use-kept-text.ts';
import type { WholeChange } from '../describe-change.ts';
import { MAX_WORDING } from '../limits.ts';
import { proposeWording } from '../propose-wording.ts';

export type ChangeRefusal = FormRefusal & { typed: Record<string, unknown> };

/** The words for owners, proposed and editable; sent once, or nobody is told. */
export function DecideForm({ change, refusal }: { change: WholeChange; refusal: ChangeRefusal | undefined }) {
  const { formData } = useNavigation();
  const kept = useKeptText(`openhouse.change ${change.id} ${change.version}`, { over: refusal === undefined });
  const typed = refusal?.typed.wording;
  const deciding = formData?.get('decision');
  return (
    <Card>
      <CardHeader
        title="What they are told"
        description={
          'Each owner whom it concerns reads this once, under the answer and among the notices, and by mail where ' +
          'there is an address. It cannot be changed once it is sent.'
        }
      />
      <Form method="post" noValidate className="grid gap-4">
        <input type="hidden" name="version" value={change.version} />
        <TextArea
          {...kept}
          name="wording"
          label="Words for owners"
          inputClassName="min-h-56"
          maxLength={MAX_WORDING}
          defaultValue={typeof typed === 'string' && typed !== '' ? typed : proposeWording(change)}
          required
          error={problemsOf(refusal)('wording')}
        />
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            name="decision"
            value="tell"
            variant="primary"
            icon={Send}
            loading={deciding === 'tell'}
            loadingLabel="Telling them"
          >
            Tell the owners
          </Button>
          <Button type="submit" name="decision" value="dismiss" variant="quiet" loading={deciding === 'dismiss'}>
            Nobody needs to be told
          </Button>
        </div>
      </Form>
    </Card>
  );
}
