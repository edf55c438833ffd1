import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { clsx } from 'clsx';

export type FieldText = {
  label: string;
  hint?: ReactNode;
  /** What is wrong and how to put it right; marks the control invalid. */
  error?: string | null;
  /** Keeps the label for screen readers only, where the place says it already (a search box). */
  hideLabel?: boolean;
  /** Says "(optional)" behind the label. */
  optional?: boolean;
};

/** The outline shared by text inputs, selects and text areas. */
export const controlStyles =
  'block w-full min-h-11 rounded-control border border-edge bg-paper px-3 py-2 text-base text-ink ' +
  'placeholder:text-ink-soft/80 transition-colors hover:border-ink-soft aria-invalid:border-red disabled:bg-sand ' +
  'disabled:text-ink-soft focus-visible:outline-offset-0 focus-visible:border-gold';

/** Ids that tie a control to its label, hint and error. */
export function useFieldIds(text: Pick<FieldText, 'hint' | 'error'>, givenId?: string) {
  const made = useId();
  const id = givenId ?? made;
  const describedBy = [text.hint ? `${id}-hint` : '', text.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    control: {
      id,
      'aria-describedby': describedBy || undefined,
      'aria-invalid': text.error ? (true as const) : undefined,
    },
  };
}

/** Label above, control, hint and error below; the control itself is the child. */
export function Field({
  id,
  label,
  hint,
  error,
  hideLabel,
  optional,
  className,
  children,
}: FieldText & { id: string; className?: string; children: ReactNode }) {
  return (
    <div className={clsx('grid gap-1.5', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'justify-self-start text-sm font-semibold text-ink'}>
        {label}
        {optional ? <span className="font-normal text-ink-soft"> (optional)</span> : null}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
