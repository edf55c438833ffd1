import { useSearchParams } from '@remix-run/react';
import { Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const STATUSES = [
  { value: 'claimed', label: 'Moved in' },
  { value: 'unclaimed', label: 'Not moved in yet' },
  { value: 'unlocated', label: 'Without a position' },
];
const CHOICE = 'md:flex-[1_1_8rem]';
const typeName = (code: string) => `Type ${code}`;

/** Search and filters of the houses. */
export function UnitFilters({ developments }: { developments: { id: string; name: string; houseTypes: { code: string }[] }[] }) {
  const [params] = useSearchParams();
  const development = params.get('development_id') ?? '';
  const chosen = developments.find(({ id }) => id === development);
  const types = [...new Set((chosen ? [chosen] : developments).flatMap(({ houseTypes }) => houseTypes.map(({ code }) => code)))].sort();
  return (
    <FilterForm
      label="Houses"
      clearTo="/developer/units"
      filtered={['q', 'status', 'house_type', 'development_id'].some((name) => params.get(name))}
      submit={
        <Button type="submit" icon={Search} className="max-md:flex-1">
          Search
        </Button>
      }
      className="grid-cols-2 md:flex md:flex-wrap"
    >
      <TextField label="Search" hideLabel name="q" type="search" defaultValue={params.get('q') ?? ''} placeholder="Search addresses" maxLength={200} className="max-md:col-span-2 md:flex-[2_1_10rem]" />
      {developments.length > 1 || development ? <FilterSelect className={CHOICE} label="Development" name="development_id" placeholder="Any development" options={developments.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
      <FilterSelect className={CHOICE} label="House type" name="house_type" placeholder="Any house type" options={types.map((value) => ({ value, label: typeName(value) }))} nameOf={typeName} />
      <FilterSelect className={CHOICE} label="Status" name="status" placeholder="Any status" options={STATUSES} />
    </FilterForm>
  );
}
