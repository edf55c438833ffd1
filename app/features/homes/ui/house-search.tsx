import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { HouseTypeFilter } from './house-type-filter.tsx';

type Choice = { label: string; name: string; placeholder: string; options: { value: string; label: string }[] };

type HouseSearchProps = {
  /** What is searched, for a screen reader. */
  label: string;
  clearTo: string;
  placeholder: string;
  developments: { id: string; name: string; houseTypes: { code: string }[] }[];
  /** Beside development and house type. */
  choices: Choice[];
};

/** Search and filters of houses, or of what each house has one of. */
export function HouseSearch({ label, clearTo, placeholder, developments, choices }: HouseSearchProps): ReactNode {
  return (
    <SearchForm
      label={label}
      clearTo={clearTo}
      placeholder={placeholder}
      choices={['house_type', 'development_id', ...choices.map(({ name }) => name)]}
    >
      <PlaceFilters developments={developments} />
      {choices.map((choice) => (
        <FilterSelect key={choice.name} className={BESIDE_SEARCH} {...choice} />
      ))}
    </SearchForm>
  );
}

/** Of a SearchForm: which development, where there are several, and which of its house types. */
function PlaceFilters({ developments }: Pick<HouseSearchProps, 'developments'>) {
  const [params] = useSearchParams();
  const development = params.get('development_id') ?? '';
  const chosen = developments.find(({ id }) => id === development);
  const among = chosen ? [chosen] : developments;
  const types = [...new Set(among.flatMap(({ houseTypes }) => houseTypes.map(({ code }) => code)))].sort();
  return (
    <>
      {developments.length > 1 || development ? (
        <FilterSelect
          className={BESIDE_SEARCH}
          label="Development"
          name="development_id"
          placeholder="Any development"
          options={developments.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <HouseTypeFilter className={BESIDE_SEARCH} codes={types} />
    </>
  );
}
