import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { Save } from 'lucide-react';
import type { ReactNode } from 'react';
import { RULE_SETS } from '#db/schema/handover-words.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { MAX_AFTER_SALES } from '../settings/limits.ts';
import type { Settings } from '../settings/read-settings.server.ts';
import { AccentField } from './accent-field.tsx';

/** What was refused of a form, and everything that was typed in it. */
export type SettingsRefusal = {
  message: string;
  fields: { field: string; message: string }[];
  typed: Record<string, string>;
};

const DONE: Record<string, string> = {
  builder: 'Saved. Owners see it from their next page on.',
  development: 'Saved. It holds for every house of the development from now on.',
};

type SettingsPageProps = { settings: Settings; refusal: SettingsRefusal | undefined; mayManage: boolean };

/** How owners see and reach the builder, and what holds for a development. A viewer reads it. */
export function SettingsPage({ settings, refusal, mayManage }: SettingsPageProps) {
  const [params] = useSearchParams();
  const done = DONE[params.get('done') ?? ''];
  const { builder, development, developments } = settings;
  const ofDevelopment = refusal?.typed.development_id === undefined ? undefined : refusal;
  const ofBuilder = ofDevelopment ? undefined : refusal;
  return (
    <>
      <PageHeader title="Settings" description="How owners see and reach you, and what holds for a development." />
      {!refusal && done ? <Alert tone="positive" title={done} className="mb-6" /> : null}
      <div className="grid items-start gap-6 *:min-w-0 xl:grid-cols-2">
        <BuilderForm key={builder.seen} builder={builder} refusal={ofBuilder} mayManage={mayManage} />
        {development ? (
          <Card>
            <CardHeader title={development.name} description="Holds for every house of this development." />
            {developments.length > 1 ? <ChooseDevelopment chosen={development.id} choices={developments} /> : null}
            <DevelopmentForm
              key={`${development.id} ${development.seen}`}
              development={development}
              refusal={ofDevelopment}
              mayManage={mayManage}
            />
          </Card>
        ) : null}
      </div>
    </>
  );
}

type BuilderFormProps = { builder: Settings['builder']; refusal: SettingsRefusal | undefined; mayManage: boolean };

function BuilderForm({ builder, refusal, mayManage }: BuilderFormProps) {
  const field = fieldsOf(builder, refusal);
  return (
    <Card>
      <CardHeader
        title="You, as owners see you"
        description="Owners reach you by these; what they pass on is mailed to the address. QR sheets wear the colour."
      />
      <SettingsForm intent="builder" seen={builder.seen} refusal={refusal} mayManage={mayManage}>
        <TextField {...field('support_email')} label="Customer care, e-mail" type="email" inputMode="email" required />
        <TextField {...field('support_phone')} label="Customer care, phone" type="tel" required />
        <AccentField {...field('accent')} />
      </SettingsForm>
    </Card>
  );
}

function DevelopmentForm({
  development,
  refusal,
  mayManage,
}: {
  development: NonNullable<Settings['development']>;
  refusal: SettingsRefusal | undefined;
  mayManage: boolean;
}) {
  const field = fieldsOf(development, refusal);
  return (
    <SettingsForm
      intent="development"
      development={development.id}
      seen={development.seen}
      refusal={refusal}
      mayManage={mayManage}
    >
      <input type="hidden" name="development_id" value={development.id} />
      <TextField
        {...field('emergency_phone')}
        label="Emergency line"
        type="tel"
        optional
        {...hintOf(
          field('emergency_phone').hint,
          'Answered day and night. Told instead of customer care when what an owner writes sounds like danger.',
        )}
      />
      <CheckboxField
        name="asks_surname"
        label="Ask for the purchaser’s surname"
        hint="Whoever scans a code types it before the house is theirs."
        defaultChecked={refusal ? refusal.typed.asks_surname === 'on' : development.asks_surname}
      />
      <SelectField
        label="Handover papers"
        name="rule_set"
        hint="What each house must have is told by the country’s rules."
        placeholder="As the addresses say"
        defaultValue={refusal?.typed.rule_set ?? development.rule_set}
        options={RULE_SETS.map((value) => ({ value, label: value === 'ireland' ? 'Ireland' : 'England' }))}
      />
      <CheckboxField
        name="holds_codes"
        label="Hold QR codes until the papers are complete"
        hint="Until then a code cannot be printed and opens nothing. Owners who have moved in notice nothing of it."
        defaultChecked={refusal ? refusal.typed.holds_codes === 'on' : development.holds_codes}
      />
      <TextArea
        {...field('after_sales')}
        label="After-sales statement"
        rows={5}
        maxLength={MAX_AFTER_SALES}
        optional
        {...hintOf(
          field('after_sales').hint,
          'How you deal with defects, and how fast. Owners read it in the house record and where they report one.',
        )}
      />
    </SettingsForm>
  );
}

const hintOf = (saved: string | undefined, text: string) => ({ hint: saved ? `${text} ${saved}` : text });

type SettingsFormProps = {
  intent: string;
  seen: string;
  refusal: SettingsRefusal | undefined;
  mayManage: boolean;
  development?: string;
  children: ReactNode;
};

function SettingsForm({ intent, seen, refusal, mayManage, development, children }: SettingsFormProps) {
  const saving = useNavigation().formAction?.endsWith(`intent=${intent}`) ?? false;
  // What is refused is shown for the development that it was typed for.
  const params = new URLSearchParams({ ...(development ? { development } : {}), intent });
  return (
    <Form method="post" action={`?${params.toString()}`} noValidate preventScrollReset className="grid gap-5">
      {refusal ? (
        <Alert tone="negative" title="Nothing was saved">
          {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
        </Alert>
      ) : null}
      <input type="hidden" name="seen" value={seen} />
      <fieldset disabled={!mayManage} className="grid gap-5">
        {children}
      </fieldset>
      {mayManage ? (
        <div>
          <Button type="submit" variant="primary" icon={Save} loading={saving} loadingLabel="Saving">
            Save
          </Button>
        </div>
      ) : (
        <p className="text-sm text-ink-soft">Only a manager of your team changes these.</p>
      )}
    </Form>
  );
}

/** A field's name, value and fault: what was typed where it was refused, with what is saved beside it, else what is. */
function fieldsOf(saved: Record<string, unknown>, refusal: SettingsRefusal | undefined) {
  return (name: string) => {
    const now = String(saved[name] ?? '');
    const typed = refusal?.typed[name] ?? now;
    return {
      name,
      defaultValue: typed,
      hint: typed === now ? undefined : `Saved now: ${now === '' ? 'nothing' : now}`,
      error: refusal?.fields.find(({ field }) => field === name)?.message ?? null,
    };
  };
}

function ChooseDevelopment({ chosen, choices }: { chosen: string; choices: Settings['developments'] }) {
  return (
    <Form method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[1fr_auto]">
      <SelectField
        key={chosen}
        label="Development"
        name="development"
        defaultValue={chosen}
        options={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button type="submit">Show</Button>
    </Form>
  );
}
