import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { PlaceFilters } from './place-filters.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'invited', label: 'Invited, not moved in' },
  { value: 'moved-out', label: 'Moved out' },
];

type HomeownerFiltersProps = { developments: { id: string; name: string; houseTypes: { code: string }[] }[] };

/** Search and filters of the homeowners. */
export function HomeownerFilters({ developments }: HomeownerFiltersProps) {
  return (
    <SearchForm
      label="Homeowners"
      clearTo="/developer/homeowners"
      placeholder="Search names, mails, houses"
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
