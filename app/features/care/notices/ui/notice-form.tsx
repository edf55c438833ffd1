import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { TypedNotice } from '../read-notice-form.ts';
import { MAX_BODY, MAX_TITLE } from '../limits.ts';
import { NoticeCard } from './notice-card.tsx';

export type NoticeRefusal = {
  message: string;
  fields: { field: string; message: string }[];
  typed: TypedNotice;
};

type NoticeFormProps = {
  action: string;
  /** What goes with the form unseen. */
  hidden: Record<string, string>;
  typed: TypedNotice;
  refusal: NoticeRefusal | undefined;
  houseTypes: { code: string; name: string }[];
  houses: { id: string; label: string; houseType: string }[];
  submitLabel: string;
};

const AUDIENCES = [
  { value: 'development', label: 'Every house of the development' },
  { value: 'types', label: 'Houses of some types' },
  { value: 'houses', label: 'Single houses' },
];

/** The form of a notice with its preview beside it; what was refused stays as it was typed. */
export function NoticeForm({ action, hidden, typed, refusal, houseTypes, houses, submitLabel }: NoticeFormProps) {
  const [draft, setDraft] = useState({ title: typed.title, body: typed.body });
  const saving = useNavigation().formMethod === 'POST';
  const problemOf = (field: string) => {
    const text = refusal?.fields.find((one) => one.field === field)?.message;
    return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return (
    <div className="grid items-start gap-6 *:min-w-0 lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
      <Form method="post" action={action} noValidate className="grid gap-5">
        {refusal ? (
          <Alert tone="negative" title="Nothing was saved">
            {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
          </Alert>
        ) : null}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          name="title"
          label="Title"
          defaultValue={typed.title}
          maxLength={MAX_TITLE}
          required
          error={problemOf('title')}
          onChange={({ target }) => setDraft((was) => ({ ...was, title: target.value }))}
        />
        <TextArea
          name="body"
          label="What owners are to know"
          defaultValue={typed.body}
          maxLength={MAX_BODY}
          rows={6}
          required
          error={problemOf('body')}
          onChange={({ target }) => setDraft((was) => ({ ...was, body: target.value }))}
        />
        <Audience typed={typed} houseTypes={houseTypes} houses={houses} problemOf={problemOf} />
        <Times typed={typed} problemOf={problemOf} />
        <CheckboxField
          name="mail"
          label="Tell owners by mail too"
          hint="Once, when it begins; owners who ended these mails are left out."
          defaultChecked={typed.mail}
        />
        <div>
          <Button type="submit" variant="primary" loading={saving}>
            {submitLabel}
          </Button>
        </div>
      </Form>
      <section aria-labelledby="preview" className="grid gap-3 lg:sticky lg:top-[calc(1.5rem+var(--acting-height))]">
        <h2 id="preview" className="text-sm font-semibold text-ink-soft">
          As owners will see it
        </h2>
        <NoticeCard
          title={draft.title || 'The title'}
          body={draft.body || 'The text, with its lines as you write them.'}
          level="h3"
        />
      </section>
    </div>
  );
}

type ProblemOf = (field: string) => string | undefined;

function Audience({
  typed,
  houseTypes,
  houses,
  problemOf,
}: Pick<NoticeFormProps, 'typed' | 'houseTypes' | 'houses'> & { problemOf: ProblemOf }) {
  const [audience, setAudience] = useState(typed.audience);
  return (
    <fieldset>
      <legend className="text-sm font-semibold text-ink">For whom</legend>
      {AUDIENCES.map(({ value, label }) => (
        <CheckboxField
          key={value}
          radio
          name="audience"
          value={value}
          label={label}
          defaultChecked={value === typed.audience}
          onChange={() => setAudience(value)}
        />
      ))}
      <Problem text={problemOf('audience')} />
      <Choices
        legend="House types"
        name="house_types"
        hidden={audience !== 'types'}
        options={houseTypes.map(({ code, name }) => ({ value: code, label: `Type ${code} · ${name}` }))}
        chosen={typed.house_types}
        problem={problemOf('house_types')}
      />
      <Choices
        legend="Houses"
        name="house_ids"
        hidden={audience !== 'houses'}
        options={houses.map(({ id, label, houseType }) => ({ value: id, label: `${label} (type ${houseType})` }))}
        chosen={typed.house_ids}
        problem={problemOf('house_ids')}
      />
    </fieldset>
  );
}

function Times({ typed, problemOf }: { typed: TypedNotice; problemOf: ProblemOf }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="datetime-local"
        name="from"
        label="Shown from"
        optional
        hint="Empty: at once. Dublin’s time."
        defaultValue={typed.from}
        error={problemOf('from')}
      />
      <TextField
        type="datetime-local"
        name="until"
        label="Until"
        optional
        hint="Empty: until you withdraw it."
        defaultValue={typed.until}
        error={problemOf('until')}
      />
    </div>
  );
}

function Choices({
  legend,
  name,
  hidden,
  options,
  chosen,
  problem,
}: {
  legend: string;
  name: string;
  hidden: boolean;
  options: { value: string; label: string }[];
  chosen: string[];
  problem: string | undefined;
}) {
  return (
    <fieldset hidden={hidden} className="mt-2 rounded-card border border-hairline bg-paper p-4">
      <legend className="px-1 text-sm font-semibold text-ink">{legend}</legend>
      <div className="grid max-h-72 gap-x-4 overflow-y-auto sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <CheckboxField
            key={value}
            name={name}
            value={value}
            label={<span className="wrap-anywhere">{label}</span>}
            defaultChecked={chosen.includes(value)}
          />
        ))}
      </div>
      <Problem text={problem} />
    </fieldset>
  );
}

const Problem = ({ text }: { text: string | undefined }) =>
  text ? (
    <p role="alert" className="text-sm font-medium text-red">
      {text}
    </p>
  ) : null;
