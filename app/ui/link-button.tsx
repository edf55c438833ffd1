import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { buttonStyles, type ButtonSize, type ButtonVariant } from './button-styles.ts';

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ variant, size, icon: Icon, className, children, ...rest }: Omit<LinkProps, 'children'> & { variant?: ButtonVariant; size?: ButtonSize; icon?: LucideIcon; children: React.ReactNode }) {
  return (
    <Link prefetch="intent" className={buttonStyles({ variant, size, className })} {...rest}>
      {Icon ? <Icon aria-hidden className="size-[1.15em] shrink-0" /> : null}
      {children}
    </Link>
  );
}
