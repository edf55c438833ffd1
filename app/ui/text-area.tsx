import { forwardRef, type TextareaHTMLAttributes } from 'react';
import { clsx } from 'clsx';
import { controlStyles, Field, useFieldIds, type FieldText } from './field.tsx';

export type TextAreaProps = FieldText & TextareaHTMLAttributes<HTMLTextAreaElement> & { inputClassName?: string };

/** Several lines of text with label, hint and error; grows with its text where the browser can. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, hint, error, hideLabel, optional, id, className, inputClassName, rows = 3, ...rest },
  ref,
) {
  const ids = useFieldIds({ hint, error }, id);
  return (
    <Field {...{ label, hint, error, hideLabel, optional, className }} id={ids.id}>
      <textarea
        ref={ref}
        rows={rows}
        className={clsx(controlStyles, 'field-sizing-content max-h-80 resize-y', inputClassName)}
        {...ids.control}
        {...rest}
      />
    </Field>
  );
});
