import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { categoryLabel } from '../category-label.ts';

const STATUSES = [
  { value: 'ready', label: 'Ready' },
  { value: 'processing', label: 'Reading' },
  { value: 'queued', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
];

/** Search and filters of the list, kept in the URL; a choice counts at once, and without scripts by the button. */
export function DocumentFilters({ categories, houseTypes }: { categories: string[]; houseTypes: string[] }) {
  const [params] = useSearchParams();
  const submit = useSubmit();
  const valueOf = (name: string) => params.get(name) ?? '';
  const filtered = ['q', 'category', 'status', 'house_type'].some((name) => params.get(name));
  const options = (values: string[], name: string) => (valueOf(name) && !values.includes(valueOf(name)) ? [...values, valueOf(name)] : values);
  return (
    <Form
      // A new address, from a link or the back button, shows in the fields.
      key={params.toString()}
      method="get"
      role="search"
      aria-label="Documents"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) submit(event.currentTarget, { preventScrollReset: true });
      }}
      className="mb-4 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap"
    >
      <TextField label="Search" hideLabel name="q" type="search" defaultValue={valueOf('q')} placeholder="Search titles" maxLength={200} className="max-md:col-span-2 md:flex-[2_1_10rem]" />
      <SelectField className="md:flex-[1_1_8rem]" label="Category" hideLabel name="category" defaultValue={valueOf('category')} placeholder="Any category" options={options(categories, 'category').map((value) => ({ value, label: categoryLabel(value) }))} />
      <SelectField className="md:flex-[1_1_8rem]" label="Status" hideLabel name="status" defaultValue={valueOf('status')} placeholder="Any status" options={STATUSES} />
      <SelectField className="md:flex-[1_1_8rem]" label="House type" hideLabel name="house_type" defaultValue={valueOf('house_type')} placeholder="Any house type" options={options(houseTypes, 'house_type').map((value) => ({ value, label: `Type ${value}` }))} />
      <div className="flex gap-2">
        <Button type="submit" icon={Search} className="max-md:flex-1">
          Search
        </Button>
        {filtered ? (
          <LinkButton to="/developer/documents" variant="quiet">
            Clear
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}
