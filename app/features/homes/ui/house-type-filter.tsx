import { FilterSelect } from '#app/ui/filter-form.tsx';

const typeName = (code: string) => `Type ${code}`;

/** The choice of a house type (its code) in the filters of a list. */
export function HouseTypeFilter({ codes, className }: { codes: readonly string[]; className?: string }) {
  const options = codes.map((value) => ({ value, label: typeName(value) }));
  return (
    <FilterSelect
      className={className}
      label="House type"
      name="house_type"
      placeholder="Any house type"
      options={options}
      nameOf={typeName}
    />
  );
}
