import { clsx } from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

const base =
  'relative inline-flex select-none items-center justify-center gap-2 rounded-control border text-center ' +
  'font-semibold leading-tight no-underline transition-colors disabled:opacity-50 aria-disabled:opacity-50 ' +
  'data-[loading]:opacity-100';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-gold text-on-gold not-disabled:hover:bg-gold-bright active:bg-gold ' +
    'focus-visible:outline-ink',
  secondary: 'border-edge/60 bg-paper text-ink not-disabled:hover:border-edge not-disabled:hover:bg-sand',
  quiet: 'border-transparent bg-transparent text-ink not-disabled:hover:bg-sand',
  danger: 'border-transparent bg-red text-on-red not-disabled:hover:bg-red-deep',
};

/** Small ones keep a touch target of 44 px by an invisible margin around them. */
const sizes: Record<ButtonSize, string> = {
  small: 'min-h-9 px-3 py-1.5 text-sm before:absolute before:inset-x-0 before:-inset-y-1 before:content-[""]',
  normal: 'min-h-11 px-4 py-2 text-base',
  large: 'min-h-13 px-7 py-3 text-lg',
};

/** The look of a button, for `Button`, `LinkButton` and Radix triggers. */
export function buttonStyles(options: { variant?: ButtonVariant; size?: ButtonSize; className?: string } = {}): string {
  return clsx(base, variants[options.variant ?? 'secondary'], sizes[options.size ?? 'normal'], options.className);
}
