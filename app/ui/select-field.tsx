import { ChevronDown } from 'lucide-react';
import { forwardRef, type SelectHTMLAttributes } from 'react';
import { clsx } from 'clsx';
import { controlStyles, Field, useFieldIds, type FieldText } from './field.tsx';

export type SelectFieldProps = FieldText &
  SelectHTMLAttributes<HTMLSelectElement> & { options: { value: string; label: string }[]; placeholder?: string };

/** The browser's own select, which phones show best, with label, hint and error. `placeholder` is the empty choice. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(
  { label, hint, error, hideLabel, optional, id, className, options, placeholder, ...rest },
  ref,
) {
  const ids = useFieldIds({ hint, error }, id);
  return (
    <Field {...{ label, hint, error, hideLabel, optional, className }} id={ids.id}>
      <div className="relative">
        <select ref={ref} className={clsx(controlStyles, 'appearance-none pr-10')} {...ids.control} {...rest}>
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-soft"
        />
      </div>
    </Field>
  );
});
