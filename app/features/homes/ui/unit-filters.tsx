import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { PlaceFilters } from './place-filters.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'unlocated', label: 'Without a position' },
];

type UnitFiltersProps = { developments: { id: string; name: string; houseTypes: { code: string }[] }[] };

/** Search and filters of the houses. */
export function UnitFilters({ developments }: UnitFiltersProps) {
  return (
    <SearchForm
      label="Houses"
      clearTo="/developer/units"
      placeholder="Search addresses"
      choices={['status', 'house_type', 'development_id']}
    >
      <PlaceFilters developments={developments} />
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
