import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** The frame of the pages outside the house: the name at the top, one narrow column. */
export function DoorPage({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className="flex min-h-[calc(100dvh-var(--acting-height))] flex-col">
      <header className="mx-auto flex w-full max-w-6xl items-center px-5 py-4 sm:px-8 sm:py-6">
        <Link to="/" className="inline-flex min-h-11 items-center rounded-sm" aria-label="OpenHouse AI, first page">
          <Logo />
        </Link>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={
          wide
            ? 'mx-auto w-full max-w-5xl flex-1 px-5 pt-4 pb-20 sm:px-8 sm:pt-10'
            : 'mx-auto w-full max-w-md flex-1 px-5 pt-4 pb-20 sm:pt-10'
        }
      >
        {children}
      </main>
    </div>
  );
}
