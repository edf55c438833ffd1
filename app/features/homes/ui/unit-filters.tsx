import { useSearchParams } from '@remix-run/react';
import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { HouseTypeFilter } from './house-type-filter.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'unlocated', label: 'Without a position' },
];

type UnitFiltersProps = { developments: { id: string; name: string; houseTypes: { code: string }[] }[] };

/** Search and filters of the houses. */
export function UnitFilters({ developments }: UnitFiltersProps) {
  const [params] = useSearchParams();
  const development = params.get('development_id') ?? '';
  const chosen = developments.find(({ id }) => id === development);
  const among = chosen ? [chosen] : developments;
  const types = [...new Set(among.flatMap(({ houseTypes }) => houseTypes.map(({ code }) => code)))].sort();
  return (
    <SearchForm
      label="Houses"
      clearTo="/developer/units"
      placeholder="Search addresses"
      choices={['status', 'house_type', 'development_id']}
    >
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
      <FilterSelect
        className={BESIDE_SEARCH}
        label="Status"
        name="status"
        placeholder="Any status"
        options={STATUSES}
      />
    </SearchForm>
  );
}
