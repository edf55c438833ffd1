import { useSearchParams } from '@remix-run/react';
import { BESIDE_SEARCH, FilterSelect } from '#app/ui/filter-form.tsx';
import { HouseTypeFilter } from './house-type-filter.tsx';

type PlaceFiltersProps = { developments: { id: string; name: string; houseTypes: { code: string }[] }[] };

/** Of a SearchForm: which development, where there are several, and which of its house types. */
export function PlaceFilters({ developments }: PlaceFiltersProps) {
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
