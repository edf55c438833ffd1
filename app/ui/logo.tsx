import { clsx } from 'clsx';

/** The mark: a house whose door is an opening quotation mark. Decorative; name the product beside it or use `Logo`. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" fill="none" className={clsx('shrink-0', className)}>
      <path d="M4 14.6 16 4.5l12 10.1V27.5H4Z" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" />
      <path
        d="M13.5 27.5v-7.2a2.5 2.5 0 0 1 5 0v7.2"
        className="stroke-gold"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <circle cx="16" cy="12.8" r="1.5" className="fill-gold" />
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-2.5 text-ink', className)}>
      <LogoMark className="size-7" />
      <span className="font-serif text-lg leading-none font-semibold tracking-[-0.01em]">
        OpenHouse <span className="font-normal text-ink-soft">AI</span>
      </span>
    </span>
  );
}
