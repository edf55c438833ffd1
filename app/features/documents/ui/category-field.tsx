import { useId } from 'react';
import { TextField } from '#app/ui/text-field.tsx';
import { categoryLabel } from '../category-label.ts';

type CategoryFieldProps = { categories: string[]; category?: string; error?: string };

/** One of the known categories, or a new one in the builder's own words. */
export function CategoryField({ categories, category, error }: CategoryFieldProps) {
  const list = useId();
  return (
    <>
      <TextField
        name="category"
        label="Category"
        hint="Choose one, or write your own."
        list={list}
        maxLength={40}
        required
        autoComplete="off"
        defaultValue={category === undefined ? undefined : categoryLabel(category)}
        error={error}
      />
      <datalist id={list}>
        {categories.map((choice) => (
          <option key={choice}>{categoryLabel(choice)}</option>
        ))}
      </datalist>
    </>
  );
}
