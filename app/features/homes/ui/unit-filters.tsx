import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'unlocated', label: 'Without a position' },
];

/** Search and filters of the list, kept in the URL; a choice counts at once, and without scripts by the button. */
export function UnitFilters({ developments }: { developments: { id: string; name: string; houseTypes: { code: string }[] }[] }) {
  const [params] = useSearchParams();
  const submit = useSubmit();
  const valueOf = (name: string) => params.get(name) ?? '';
  const filtered = ['q', 'status', 'house_type', 'development_id'].some((name) => params.get(name));
  const chosen = developments.find(({ id }) => id === valueOf('development_id'));
  const types = [...new Set((chosen ? [chosen] : developments).flatMap(({ houseTypes }) => houseTypes.map(({ code }) => code)))].sort();
  const withCurrent = (values: string[]) => (valueOf('house_type') && !values.includes(valueOf('house_type')) ? [...values, valueOf('house_type')] : values);
  return (
    <Form
      // A new address, from a link or the back button, shows in the fields.
      key={params.toString()}
      method="get"
      role="search"
      aria-label="Houses"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { preventScrollReset: true });
      }}
      className="mb-4 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
    >
      <TextField label="Search" hideLabel name="q" type="search" defaultValue={valueOf('q')} placeholder="Search addresses" maxLength={200} className="max-md:col-span-2 md:flex-[2_1_10rem]" />
      {developments.length > 1 || valueOf('development_id') ? (
        <SelectField className="md:flex-[1_1_8rem]" label="Development" hideLabel name="development_id" defaultValue={valueOf('development_id')} placeholder="Any development" options={developments.map(({ id, name }) => ({ value: id, label: name }))} />
      ) : null}
      <SelectField className="md:flex-[1_1_8rem]" label="House type" hideLabel name="house_type" defaultValue={valueOf('house_type')} placeholder="Any house type" options={withCurrent(types).map((value) => ({ value, label: `Type ${value}` }))} />
      <SelectField className="md:flex-[1_1_8rem]" label="Status" hideLabel name="status" defaultValue={valueOf('status')} placeholder="Any status" options={STATUSES} />
      <div className="flex gap-2">
        <Button type="submit" icon={Search} className="max-md:flex-1">
          Search
        </Button>
        {filtered ? (
          <LinkButton to="/developer/units" variant="quiet">
            Clear
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
