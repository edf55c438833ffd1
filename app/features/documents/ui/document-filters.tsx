import { HouseTypeFilter } from '#app/features/homes/ui/house-type-filter.tsx';
import { BESIDE_SEARCH, FilterSelect, SearchForm } from '#app/ui/filter-form.tsx';
import { categoryLabel } from '../category-label.ts';

const STATUSES = [
  { value: 'undecided', label: 'Needs a choice' },
  { value: 'ready', label: 'Ready' },
  { value: 'processing', label: 'Reading' },
  { value: 'queued', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
];

/** Search and filters of the documents. */
export function DocumentFilters({ categories, houseTypes }: { categories: string[]; houseTypes: string[] }) {
  return (
    <SearchForm
      label="Documents"
      clearTo="/developer/documents"
      placeholder="Search titles"
      choices={['category', 'status', 'house_type']}
    >
      <FilterSelect
        className={BESIDE_SEARCH}
        label="Category"
        name="category"
        placeholder="Any category"
        options={categories.map((value) => ({ value, label: categoryLabel(value) }))}
        nameOf={categoryLabel}
      />
      <FilterSelect
        className={BESIDE_SEARCH}
        label="Status"
        name="status"
        placeholder="Any status"
        options={STATUSES}
      />
      <HouseTypeFilter className={BESIDE_SEARCH} codes={houseTypes} />
    </SearchForm>
  );
}
