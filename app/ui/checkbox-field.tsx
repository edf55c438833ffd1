import { forwardRef, useId, type InputHTMLAttributes, type ReactNode } from 'react';
import { clsx } from 'clsx';

export type CheckboxFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  radio?: boolean;
};

/** A check box (or, with `radio`, one choice of several) whose whole line of 44 px can be tapped. */
export const CheckboxField = forwardRef<HTMLInputElement, CheckboxFieldProps>(function CheckboxField(
  { label, hint, radio = false, className, ...rest },
  ref,
) {
  const hintId = useId();
  return (
    <label
      className={clsx(
        'flex min-h-11 items-center gap-3 rounded-control py-1.5 text-base text-ink has-disabled:text-ink-soft',
        className,
      )}
    >
      <input
        ref={ref}
        type={radio ? 'radio' : 'checkbox'}
        className="size-5 shrink-0 accent-gold-ink"
        aria-describedby={hint ? hintId : undefined}
        {...rest}
      />
      <span className="grid">
        <span>{label}</span>
        {hint ? (
          <span id={hintId} className="text-sm text-ink-soft">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
});
