import { Form, Link, NavLink } from '@remix-run/react';
import { LogOut, type LucideIcon } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { clsx } from 'clsx';
import { Button } from './button.tsx';
import { Logo } from './logo.tsx';
import { TabNav } from './tabs.tsx';

export type PortalNavItem = { to: string; label: string; icon: LucideIcon; end?: boolean };

type PortalShellProps = {
  /** Where the mark leads: the portal's first page. */
  home: string;
  /** Whose portal it is, under the mark. */
  name: string;
  nav: PortalNavItem[];
  person: { name: string; email: string };
  /** The route that ends the session; a POST goes there. */
  signOutPath: string;
  children: ReactNode;
};

/**
 * The frame of a staff portal: a column of sections on a wide screen, tabs above the page on a narrow one; who is
 * signed in, and the way out.
 */
export function PortalShell({ home, name, nav, person, signOutPath, children }: PortalShellProps) {
  return (
    <div className="lg:grid lg:min-h-[calc(100dvh-var(--acting-height))] lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <header
        className={clsx(
          'border-b border-hairline bg-paper lg:sticky lg:top-(--acting-height) lg:flex',
          'lg:h-[calc(100dvh-var(--acting-height))] lg:flex-col lg:overflow-y-auto lg:border-r lg:border-b-0',
        )}
        data-print="hide"
      >
        <div className="flex items-center justify-between gap-3 px-4 pt-3 sm:px-6 lg:block lg:px-5 lg:pt-6">
          <Link to={home} className="grid min-h-11 min-w-0 content-center gap-0.5 rounded-sm no-underline">
            <Logo />
            <span className="truncate text-sm text-ink-soft lg:mt-1">{name}</span>
          </Link>
          <div className="lg:hidden">
            <SignOut person={person} path={signOutPath} />
          </div>
        </div>
        <nav aria-label="Sections" className="mt-8 hidden gap-1 px-3 lg:grid">
          {nav.map(({ to, label, icon: Icon, end }) => (
            <NavLink
              key={to}
              to={to}
              end={end}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  'relative flex min-h-11 items-center gap-3 rounded-control px-3 font-medium no-underline',
                  'transition-colors',
                  isActive
                    ? 'bg-gold-wash text-ink before:absolute before:inset-y-2 before:left-0 before:w-0.5 ' +
                        'before:rounded-full before:bg-gold'
                    : 'text-ink-soft hover:bg-sand hover:text-ink',
                )
              }
            >
              <Icon aria-hidden className="size-[1.15rem]" />
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="mt-1 px-3 sm:px-5 lg:hidden [&>nav]:border-b-0">
          <TabNav label="Sections" items={nav} />
        </div>
        <div className="mt-auto hidden border-t border-hairline px-5 py-4 lg:block">
          <p className="font-semibold [overflow-wrap:anywhere] text-ink">{person.name}</p>
          <p className="text-sm [overflow-wrap:anywhere] text-ink-soft">
            {beforeBreaks(person.email).map((part, index) => (
              <Fragment key={part}>
                {index > 0 ? <wbr /> : null}
                {part}
              </Fragment>
            ))}
          </p>
          <div className="mt-2 -ml-3">
            <SignOut person={person} path={signOutPath} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6 sm:py-8 lg:px-10">
        {children}
      </main>
    </div>
  );
}

/** An address breaks before its `@` and its dots rather than within a word. */
const beforeBreaks = (address: string): string[] => address.split(/(?=[@.])/);

function SignOut({ person, path }: { person: { name: string; email: string }; path: string }) {
  return (
    <Form method="post" action={path}>
      <Button
        type="submit"
        variant="quiet"
        size="small"
        icon={LogOut}
        title={`Signed in as ${person.name} (${person.email})`}
      >
        Sign out
      </Button>
    </Form>
  );
}
