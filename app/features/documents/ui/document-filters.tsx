import { useSearchParams } from '@remix-run/react';
import { Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { categoryLabel } from '../category-label.ts';

const STATUSES = [
  { value: 'ready', label: 'Ready' },
  { value: 'processing', label: 'Reading' },
  { value: 'queued', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
];
const CHOICE = 'md:flex-[1_1_8rem]';
const typeName = (code: string) => `Type ${code}`;

/** Search and filters of the documents. */
export function DocumentFilters({ categories, houseTypes }: { categories: string[]; houseTypes: string[] }) {
  const [params] = useSearchParams();
  return (
    <FilterForm
      label="Documents"
      clearTo="/developer/documents"
      filtered={['q', 'category', 'status', 'house_type'].some((name) => params.get(name))}
      submit={
        <Button type="submit" icon={Search} className="max-md:flex-1">
          Search
        </Button>
      }
      className="grid-cols-2 md:flex md:flex-wrap"
    >
      <TextField label="Search" hideLabel name="q" type="search" defaultValue={params.get('q') ?? ''} placeholder="Search titles" maxLength={200} className="max-md:col-span-2 md:flex-[2_1_10rem]" />
      <FilterSelect className={CHOICE} label="Category" name="category" placeholder="Any category" options={categories.map((value) => ({ value, label: categoryLabel(value) }))} nameOf={categoryLabel} />
      <FilterSelect className={CHOICE} label="Status" name="status" placeholder="Any status" options={STATUSES} />
      <FilterSelect className={CHOICE} label="House type" name="house_type" placeholder="Any house type" options={houseTypes.map((value) => ({ value, label: typeName(value) }))} nameOf={typeName} />
    </FilterForm>
  );
}
