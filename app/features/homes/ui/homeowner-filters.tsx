import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { HouseTypeFilter } from './house-type-filter.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'invited', label: 'Invited, not moved in' },
  { value: 'moved-out', label: 'Moved out' },
];

type HomeownerFiltersProps = { developments: { id: string; name: string; houseTypes: { code: string }[] }[] };

/** Search and filters of the homeowners. */
export function HomeownerFilters({ developments }: HomeownerFiltersProps) {
  const types = [...new Set(developments.flatMap(({ houseTypes }) => houseTypes.map(({ code }) => code)))].sort();
  return (
    <SearchForm
      label="Homeowners"
      clearTo="/developer/homeowners"
      placeholder="Search names, mails, houses"
      choices={['status', 'house_type', 'development_id']}
    >
      {developments.length > 1 ? (
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
