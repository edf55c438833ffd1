import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';

export type Tone = 'neutral' | 'gold' | 'positive' | 'caution' | 'negative' | 'info';

const tones: Record<Tone, string> = {
  neutral: 'bg-sand text-ink-soft',
  gold: 'bg-gold-wash text-gold-ink',
  positive: 'bg-green-wash text-green',
  caution: 'bg-amber-wash text-amber',
  negative: 'bg-red-wash text-red',
  info: 'bg-slate-wash text-slate',
};

/** A short state or category. Its text says it all; the colour only repeats it. */
export function Badge({
  tone = 'neutral',
  icon: Icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 text-sm leading-5 font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-3.5" /> : null}
      {children}
    </span>
  );
}
