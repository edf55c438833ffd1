import { Form, useLocation, useNavigation } from '@remix-run/react';
import { Plus, Save, Trash2 } from 'lucide-react';
import type { DevelopmentFigures } from '../../developments/read-development-figures.server.ts';
import { MAX_DESCRIPTION, MAX_NAME } from '#app/features/tenancy/developments/limits.ts';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { fieldsOf } from '../tenants/fields.ts';
import { Refused, type Refusal } from '../tenants/refused.tsx';

type Type = Development['types'][number];
type Counts = DevelopmentFigures['houses']['byType'];

type HouseTypesProps = {
  types: Type[];
  counts: Counts;
  /** What was refused of one of these forms, if it was one. */
  refusal: Refusal | undefined;
};

const ofType = (refusal: Refusal | undefined, intent: string, code: string) =>
  refusal?.intent === intent && refusal.typed.code === code ? refusal : undefined;

/** The house types of a development, each changed, and removed while nothing is of it (H2). */
export function HouseTypes({ types, counts, refusal }: HouseTypesProps) {
  const { key } = useLocation();
  return (
    <Card>
      <CardHeader
        title="House types"
        description="Houses are of one of them, and documents are for some. A code stays, since both name it."
      />
      {types.length === 0 ? (
        <p className="mb-5 text-ink-soft">There is none yet. Add one, and its builder can import houses.</p>
      ) : (
        <ul className="mb-6 grid divide-y divide-hairline border-y border-hairline">
          {types.map((type) => (
            <OneType
              key={type.code}
              type={type}
              count={counts.find(({ code }) => code === type.code)}
              changing={ofType(refusal, 'change-type', type.code)}
              removing={ofType(refusal, 'remove-type', type.code)}
            />
          ))}
        </ul>
      )}
      <AddType key={key} refusal={refusal?.intent === 'add-type' ? refusal : undefined} />
    </Card>
  );
}

type OneTypeProps = {
  type: Type;
  count: Counts[number] | undefined;
  changing: Refusal | undefined;
  removing: Refusal | undefined;
};

function OneType({ type, count, changing, removing }: OneTypeProps) {
  const { code, name } = type;
  const houses = count?.houses ?? 0;
  const busy = useNavigation().formAction?.includes('-type') ?? false;
  const field = fieldsOf(type, changing);
  return (
    <li className="py-2">
      <details open={changing !== undefined || removing !== undefined}>
        <summary className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control">
          <span className="font-semibold">{code}</span>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="text-sm text-ink-soft tabular-nums">
            {houses === 1 ? '1 house' : `${houses.toLocaleString('en-IE')} houses`}
          </span>
        </summary>
        <div className="grid gap-4 pt-2 pb-4">
          <Form
            key={type.seen}
            method="post"
            action="?intent=change-type"
            noValidate
            preventScrollReset
            className="grid gap-4"
          >
            <Refused refusal={changing} />
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="seen" value={type.seen} />
            <TextField {...field('name')} label={`Name of ${code}`} maxLength={MAX_NAME} required />
            <TextField {...field('description')} label={`Description of ${code}`} maxLength={MAX_DESCRIPTION} />
            <div>
              <Button type="submit" icon={Save} loading={busy}>
                Save {code}
              </Button>
            </div>
          </Form>
          {houses === 0 ? (
            <Form method="post" action="?intent=remove-type" preventScrollReset className="grid gap-3">
              <Refused refusal={removing} />
              <input type="hidden" name="code" value={code} />
              <div>
                <Button type="submit" variant="quiet" icon={Trash2} loading={busy}>
                  Remove {code}
                </Button>
              </div>
            </Form>
          ) : null}
        </div>
      </details>
    </li>
  );
}

function AddType({ refusal }: { refusal: Refusal | undefined }) {
  const busy = useNavigation().formAction?.endsWith('intent=add-type') ?? false;
  const field = fieldsOf({}, refusal);
  return (
    <Form method="post" action="?intent=add-type" noValidate preventScrollReset className="grid gap-4">
      <Refused refusal={refusal} />
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <TextField
          {...field('code')}
          label="New code"
          hint="Such as A or B2."
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          required
        />
        <TextField {...field('name')} label="Name" hint="What people call it." maxLength={MAX_NAME} required />
      </div>
      <TextField {...field('description')} label="Description" maxLength={MAX_DESCRIPTION} />
      <div>
        <Button type="submit" icon={Plus} loading={busy}>
          Add house type
        </Button>
      </div>
    </Form>
  );
}
