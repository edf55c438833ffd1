import { forwardRef, type InputHTMLAttributes } from 'react';
import { clsx } from 'clsx';
import { controlStyles, Field, useFieldIds, type FieldText } from './field.tsx';

export type TextFieldProps = FieldText & InputHTMLAttributes<HTMLInputElement> & { inputClassName?: string };

/** One line of text with its label, hint and error. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, hint, error, hideLabel, optional, id, className, inputClassName, type = 'text', ...rest },
  ref,
) {
  const ids = useFieldIds({ hint, error }, id);
  return (
    <Field {...{ label, hint, error, hideLabel, optional, className }} id={ids.id}>
      <input ref={ref} type={type} className={clsx(controlStyles, inputClassName)} {...ids.control} {...rest} />
    </Field>
  );
});
