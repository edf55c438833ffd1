import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { TRADES } from '#db/schema/care-words.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { STATE_LABELS, TRADE_LABELS } from '../defect-words.ts';
import type { DefectDetails } from '../read-defects.server.ts';
import { DefectStateBadge } from './defect-state.tsx';
import { MessageForm } from './message-form.tsx';
import { MessageList } from './message-list.tsx';
import { PhotoList } from './photo-list.tsx';

type Refusal = { message: string; fields: { field: string; message: string }[]; typed: Record<string, string> };
type DefectPageProps = DefectDetails & { refusal: Refusal | undefined };

const DONE: Record<string, string> = { saved: 'Saved, and its owner is told', sent: 'Your message is sent' };

/** One defect as the builder's staff see it: photos, what was said, and what they decide. */
export function DefectPage({ defect, photos, messages, refusal }: DefectPageProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('defect:manage');
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  const { house, owner } = defect;
  const problemOf = (field: string) => {
    const text = refusal?.fields.find((one) => one.field === field)?.message;
    return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/defects">Defects</TextLink>}
        title={<span className="wrap-anywhere">{defect.title}</span>}
        description={<span className="wrap-anywhere">{`${house.label}, ${house.development} · ${defect.room}`}</span>}
        actions={<DefectStateBadge state={defect.state} />}
      />
      {done ? <Alert tone="positive" title={done} className="mb-5" /> : null}
      {refusal ? (
        <Alert tone="negative" title="Nothing was saved" className="mb-5">
          {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
        </Alert>
      ) : null}
      <div className="grid items-start gap-6 *:min-w-0 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <Card>
            <CardHeader
              title="What was reported"
              description={`${owner.name}${owner.moved_out ? ' (has moved out)' : ''}, ${formatDate(
                new Date(defect.reported_at),
              )}${defect.from_chat ? ', from the chat' : ''}`}
            />
            <p className="mb-4 wrap-anywhere whitespace-pre-line">{defect.description}</p>
            <PhotoList photos={photos} />
          </Card>
          <section aria-labelledby="said">
            <h2 id="said" className="mb-3 font-serif text-xl font-semibold text-ink">
              What was said
            </h2>
            <MessageList messages={messages} names={{ owner: owner.name, builder: 'You' }} />
            {mayManage ? (
              <MessageForm
                key={messages.length}
                to={owner.name}
                typed={refusal?.typed.text ?? ''}
                error={problemOf('text')}
              />
            ) : null}
          </section>
        </div>
        <Decision defect={defect} typed={refusal?.typed ?? {}} problemOf={problemOf} mayManage={mayManage} />
      </div>
    </>
  );
}

type DecisionProps = {
  defect: DefectDetails['defect'];
  typed: Record<string, string>;
  problemOf: (field: string) => string | undefined;
  mayManage: boolean;
};

function Decision({ defect, typed, problemOf, mayManage }: DecisionProps) {
  const saving = useNavigation().formAction?.endsWith('intent=decide');
  const description = defect.closed_by_owner
    ? 'Its owner says that it is settled: call it done, and it is closed.'
    : 'Call it done when it is mended; it is closed once its owner agrees.';
  if (defect.state === 'closed')
    return (
      <Card>
        <CardHeader title="Closed by both" description="If it comes back, its owner opens it again." />
      </Card>
    );
  const now = defect.state === 'reported' ? 'seen' : defect.state;
  return (
    <Card>
      <CardHeader title="What happens" description={description} />
      <Form method="post" action="?intent=decide" noValidate className="grid gap-4">
        <input type="hidden" name="version" value={defect.version} />
        <SelectField
          name="state"
          label="State"
          defaultValue={typed.state ?? now}
          disabled={!mayManage}
          options={(['seen', 'scheduled', 'done'] as const).map((value) => ({ value, label: STATE_LABELS[value] }))}
          error={problemOf('state') ?? null}
        />
        <SelectField
          name="trade"
          label="Trade"
          placeholder="Not said yet"
          defaultValue={typed.trade ?? defect.trade ?? ''}
          disabled={!mayManage}
          options={TRADES.map((value) => ({ value, label: TRADE_LABELS[value] }))}
          error={problemOf('trade') ?? null}
        />
        <TextField
          type="date"
          name="visit_on"
          label="Somebody comes on"
          optional
          hint="Its owner sees this."
          defaultValue={typed.visit_on ?? defect.visit_on ?? ''}
          disabled={!mayManage}
          error={problemOf('visit_on') ?? null}
        />
        <TextField
          type="date"
          name="due_on"
          label="To be done by"
          optional
          defaultValue={typed.due_on ?? defect.due_on ?? ''}
          disabled={!mayManage}
          error={problemOf('due_on') ?? null}
        />
        {mayManage ? (
          <div>
            <Button type="submit" variant="primary" loading={saving}>
              Save
            </Button>
          </div>
        ) : null}
      </Form>
    </Card>
  );
}
