import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { forwardRef, type ButtonHTMLAttributes, type MouseEvent } from 'react';
import { buttonStyles, type ButtonSize, type ButtonVariant } from './button-styles.ts';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Shows a spinner in place of the text, keeps the button's width and focus, and takes no further click. */
  loading?: boolean;
  /** What a screen reader hears while loading. */
  loadingLabel?: string;
};

/** A button; `type` is "button" unless told otherwise. Works as a Radix `asChild` trigger. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    variant,
    size,
    icon: Icon,
    loading = false,
    loadingLabel = 'Please wait',
    className,
    children,
    onClick,
    type = 'button',
    ...rest
  },
  ref,
) {
  const refuse = (event: MouseEvent<HTMLButtonElement>) => event.preventDefault();
  return (
    <button
      ref={ref}
      type={type}
      className={buttonStyles({ variant, size, className })}
      onClick={loading ? refuse : onClick}
      aria-disabled={loading || undefined}
      data-loading={loading || undefined}
      {...rest}
    >
      <span className={loading ? 'inline-flex items-center gap-2 opacity-0' : 'inline-flex items-center gap-2'}>
        {Icon ? <Icon aria-hidden className="size-[1.15em] shrink-0" /> : null}
        {children}
      </span>
      {loading ? (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle aria-hidden className="size-5 animate-spin" />
          <output className="sr-only">{loadingLabel}</output>
        </span>
      ) : null}
    </button>
  );
});
