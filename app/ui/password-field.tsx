import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { clsx } from 'clsx';
import { controlStyles, Field, useFieldIds } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import type { TextFieldProps } from './text-field.tsx';

/** A password that its writer may look at. */
export function PasswordField({
  label,
  hint,
  error,
  hideLabel,
  optional,
  id,
  className,
  inputClassName,
  type: _type,
  ...rest
}: TextFieldProps) {
  const ids = useFieldIds({ hint, error }, id);
  const [shown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, error, hideLabel, optional, className }} id={ids.id}>
      <div className="relative">
        <input
          type={shown ? 'text' : 'password'}
          className={clsx(controlStyles, 'pr-12', inputClassName)}
          {...ids.control}
          {...rest}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label="Show the password"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute top-0 right-0"
        />
      </div>
    </Field>
  );
}
