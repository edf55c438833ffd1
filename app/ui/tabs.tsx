import { NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { clsx } from 'clsx';
import { useOpenInView } from './use-open-in-view.ts';

const tab =
  'relative inline-flex min-h-11 items-center gap-2 px-3 text-base font-medium whitespace-nowrap no-underline ' +
  'transition-colors hover:text-ink';
const mark = 'after:absolute after:inset-x-3 after:bottom-[-1px] after:h-0.5 after:rounded-full after:content-[""]';
const list = 'flex gap-1 overflow-x-auto border-b border-hairline [scrollbar-width:none] -mx-1 px-1';

/** Sections of a portal, each with its own address. Of more than fit, the one that is open is brought into view. */
export function TabNav({ label, items }: { label: string; items: { to: string; label: ReactNode; end?: boolean }[] }) {
  const nav = useOpenInView();
  return (
    <nav ref={nav} aria-label={label} className={list} data-print="hide">
      {items.map(({ to, label: text, end }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          prefetch="intent"
          className={({ isActive }) => clsx(tab, mark, isActive ? 'text-ink after:bg-gold' : 'text-ink-soft')}
        >
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
