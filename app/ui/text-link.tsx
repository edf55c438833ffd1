import { Link, type LinkProps } from '@remix-run/react';
import { clsx } from 'clsx';

/** A link in running text. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      className={clsx(
        'rounded-sm text-ink underline decoration-gold decoration-[1.5px] underline-offset-[0.22em]',
        'transition-colors hover:text-gold-ink',
        className,
      )}
      {...rest}
    />
  );
}
