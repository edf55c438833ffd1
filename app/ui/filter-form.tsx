import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { LinkButton } from './link-button.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';
import { useFiltered } from './use-filtered.ts';

type FilterFormProps = {
  /** What is filtered, for a screen reader. */
  label: string;
  /** Where the list stands without filters; the way there is shown while there are some. */
  clearTo: string;
  filtered: boolean;
  /** The button that sends what scripts do not send by themselves. */
  submit: ReactNode;
  className: string;
  children: ReactNode;
};

/** Search and filters of a list, kept in the URL; a choice counts at once, and without scripts by the button. */
export function FilterForm({ label, clearTo, filtered, submit, className, children }: FilterFormProps) {
  const [params] = useSearchParams();
  const send = useSubmit();
  return (
    <Form
      // A new address, from a link or the back button, shows in the fields.
      key={params.toString()}
      method="get"
      role="search"
      aria-label={label}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) send(event.currentTarget, { preventScrollReset: true });
      }}
      className={`mb-4 grid items-end gap-3 ${className}`}
    >
      {['sort', 'columns'].map((name) => {
        const value = params.get(name);
        return value === null ? null : <input key={name} type="hidden" name={name} value={value} />;
      })}
      {children}
      <div className="flex gap-2">
        {submit}
        {filtered ? (
          <LinkButton to={clearTo} variant="quiet">
            Clear
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}

/** How wide a choice is beside the words of a SearchForm. */
export const BESIDE_SEARCH = 'md:flex-[1_1_8rem]';

type SearchFormProps = { label: string; clearTo: string; placeholder: string; choices: string[]; children: ReactNode };

/** A FilterForm that begins with words to search for (`q`); `choices` are the names of the others. */
export function SearchForm({ label, clearTo, placeholder, choices, children }: SearchFormProps) {
  const [params] = useSearchParams();
  return (
    <FilterForm
      label={label}
      clearTo={clearTo}
      filtered={useFiltered(['q', ...choices])}
      submit={
        <Button type="submit" icon={Search} className="max-md:flex-1">
          Search
        </Button>
      }
      className="grid-cols-2 md:flex md:flex-wrap"
    >
      <TextField
        label="Search"
        hideLabel
        name="q"
        type="search"
        defaultValue={params.get('q') ?? ''}
        placeholder={placeholder}
        maxLength={200}
        className="max-md:col-span-2 md:flex-[2_1_10rem]"
      />
      {children}
    </FilterForm>
  );
}

type FilterSelectProps = {
  name: string;
  label: string;
  placeholder: string;
  options: { value: string; label: string }[];
  className?: string;
  /** What a value of the URL is called that is none of the options; without it, it is not offered. */ nameOf?: (
    value: string,
  ) => string;
};

/** One choice of a FilterForm, set as the URL says. */
export function FilterSelect({ name, options, nameOf, ...rest }: FilterSelectProps) {
  const [params] = useSearchParams();
  const value = params.get(name) ?? '';
  const unlisted =
    nameOf && value && !options.some((option) => option.value === value) ? [{ value, label: nameOf(value) }] : [];
  return <SelectField hideLabel name={name} defaultValue={value} options={[...options, ...unlisted]} {...rest} />;
}
