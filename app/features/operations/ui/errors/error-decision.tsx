import { Form, useActionData, useNavigation } from '@remix-run/react';
import { BellOff, Check, RotateCcw, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { ErrorItem } from '../../errors/describe-error.ts';
import { Fact, Facts, Moment } from '../facts.tsx';
import { ErrorState } from './error-state.tsx';

type ErrorDecisionProps = {
  error: ErrorItem;
  admins: { id: string; name: string }[];
  /** Who looks at the page. */
  me: string | null;
};

const STATES = [
  { intent: 'resolve', to: 'resolved', label: 'Resolve', icon: Check },
  { intent: 'mute', to: 'muted', label: 'Mute', icon: BellOff },
  { intent: 'open', to: 'open', label: 'Open again', icon: RotateCcw },
] as const;

const MEANING: Record<ErrorItem['state'], string> = {
  open:
    'Resolve it once it is mended: it opens again by itself if it happens again. Mute it to keep it out of the ' +
    'list.',
  resolved: 'It opens again by itself if it happens again.',
  muted:
    'It is left out of the list, however often it happens, until somebody opens it again. It is still counted, ' +
    'and forgotten like any error once it has not happened for 30 days.',
};

/** What is decided about an error and who looks after it, with the ways to change both (H8). */
export function ErrorDecision({ error, admins, me }: ErrorDecisionProps) {
  const refused = useActionData<{ refusal?: string }>();
  const navigation = useNavigation();
  const busyWith = navigation.state === 'idle' ? undefined : navigation.formAction?.split('intent=')[1];
  const { decided_by: by } = error;
  return (
    <Card>
      <CardHeader title="What is done about it" description={MEANING[error.state]} />
      {refused?.refusal ? (
        <Alert tone="negative" className="mb-4">
          {refused.refusal}
        </Alert>
      ) : null}
      <Facts>
        <Fact term="State">
          <ErrorState error={error} />
        </Fact>
        {error.came_back_at ? (
          <Fact term="Came back">
            <Moment at={error.came_back_at} />
          </Fact>
        ) : null}
        {error.decided_at ? (
          <Fact term="Decided">
            <Moment at={error.decided_at} />
            {by ? ` by ${by.name ?? by.id}` : ''}
          </Fact>
        ) : null}
      </Facts>
      <div className="mt-5 flex flex-wrap gap-2">
        {STATES.filter(({ to }) => to !== error.state).map(({ intent, label, icon }) => (
          <Form key={intent} method="post" action={`?intent=${intent}`} preventScrollReset>
            <Button type="submit" size="small" icon={icon} loading={busyWith === intent}>
              {label}
            </Button>
          </Form>
        ))}
      </div>
      <Assignee key={error.assigned_to?.id ?? ''} {...{ error, admins, me }} busy={busyWith === 'assign'} />
    </Card>
  );
}

function Assignee({ error, admins, me, busy }: ErrorDecisionProps & { busy: boolean }) {
  const given = error.assigned_to;
  const [chosen, setChosen] = useState(given?.id ?? '');
  const gone = given && !admins.some(({ id }) => id === given.id) ? [given] : [];
  const options = [...admins, ...gone].map(({ id, name }) => ({
    value: id,
    label: `${name ?? id}${id === me ? ' (you)' : ''}`,
  }));
  return (
    <Form
      method="post"
      action="?intent=assign"
      preventScrollReset
      className="mt-5 flex flex-wrap items-end gap-2 border-t border-hairline pt-5"
    >
      <SelectField
        label="Looked after by"
        name="to"
        placeholder="Nobody"
        options={options}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        className="min-w-0 flex-[1_1_14rem] sm:max-w-xs"
      />
      <Button type="submit" icon={UserRoundCheck} loading={busy}>
        Save
      </Button>
    </Form>
  );
}
