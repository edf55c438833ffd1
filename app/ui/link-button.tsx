import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { forwardRef } from 'react';
import { buttonStyles, type ButtonSize, type ButtonVariant } from './button-styles.ts';

type LinkButtonProps = Omit<LinkProps, 'children'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  children: React.ReactNode;
};

/** A link that looks like a button: for going somewhere, never for doing something. */
export const LinkButton = forwardRef<HTMLAnchorElement, LinkButtonProps>(function LinkButton(
  { variant, size, icon: Icon, className, children, ...rest },
  ref,
) {
  return (
    <Link ref={ref} prefetch="intent" className={buttonStyles({ variant, size, className })} {...rest}>
      {Icon ? <Icon aria-hidden className="size-[1.15em] shrink-0" /> : null}
      {children}
    </Link>
  );
});
