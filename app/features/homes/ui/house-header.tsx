import { Link, NavLink, useSubmit } from '@remix-run/react';
import { LogOut, Mail, MonitorSmartphone, Phone, ShieldCheck, UserRound, type LucideIcon } from 'lucide-react';
import { clsx } from 'clsx';
import { LogoMark } from '#app/ui/logo.tsx';
import { useOpenInView } from '#app/ui/use-open-in-view.ts';
import { Menu, MenuItem, MenuSeparator } from '#app/ui/menu.tsx';

export type HouseHeaderProps = {
  houseLabel: string;
  developmentName: string;
  owner: string;
  builder: { name: string; phone: string; email: string; accent: string };
  /** `news`: how many new things wait there; ten stand for more. */
  sections: { to: string; label: string; icon: LucideIcon; end?: boolean; news?: number }[];
};

/**
 * Top of every page of a house: whose house it is, where one can go, and who to ring. The builder's colour is a thread
 * along its edge.
 */
export function HouseHeader({ houseLabel, developmentName, owner, builder, sections }: HouseHeaderProps) {
  const nav = useOpenInView();
  return (
    <header
      className="shrink-0 border-b border-hairline bg-ivory"
      style={{ borderTop: `3px solid ${/^#[0-9a-f]{6}$/i.test(builder.accent) ? builder.accent : 'transparent'}` }}
      data-print="hide"
    >
      <div
        className={clsx(
          'mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-6 px-4 pt-[env(safe-area-inset-top)] sm:px-6',
        )}
      >
        <Link
          to="/home"
          className={clsx(
            'flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-control text-ink no-underline sm:flex-initial',
          )}
        >
          <LogoMark className="size-8" />
          <span className="grid min-w-0">
            <span className="truncate font-serif text-lg leading-tight font-semibold">{houseLabel}</span>
            <span className="truncate text-sm leading-tight text-ink-soft">{developmentName}</span>
          </span>
        </Link>
        <nav
          ref={nav}
          aria-label="Your house"
          className={clsx(
            '-mx-4 flex basis-[calc(100%+2rem)] overflow-x-auto px-1 [scrollbar-width:none] sm:gap-1',
            'max-sm:order-last sm:mx-0 sm:ml-auto sm:basis-auto sm:self-stretch sm:px-0',
          )}
        >
          {sections.map(({ to, label, icon: Icon, end, news = 0 }) => (
            <NavLink
              key={to}
              to={to}
              end={end}
              prefetch="intent"
              className={({ isActive }) =>
                clsx(
                  'relative inline-flex min-h-11 items-center gap-2 px-3 font-medium whitespace-nowrap',
                  'no-underline transition-colors hover:text-ink focus-visible:-outline-offset-2',
                  // On a phone all of them fit, each under its sign.
                  'max-sm:min-h-13 max-sm:flex-1 max-sm:flex-col max-sm:justify-center max-sm:gap-0.5 max-sm:px-0.5',
                  'max-sm:text-xs',
                  isActive
                    ? 'text-ink after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:rounded-full ' +
                        'after:bg-gold after:content-[""]'
                    : 'text-ink-soft',
                )
              }
            >
              <Icon aria-hidden strokeWidth={1.75} className="size-[1.125rem]" />
              {label}
              {news > 0 ? (
                <span
                  className={clsx(
                    'rounded-full bg-gold-wash px-2 text-sm font-semibold text-gold-ink tabular-nums',
                    'max-sm:absolute max-sm:top-1 max-sm:left-1/2 max-sm:ml-2 max-sm:px-1.5 max-sm:text-xs',
                  )}
                >
                  {news > 9 ? '9+' : news}
                  <span className="sr-only"> new</span>
                </span>
              ) : null}
            </NavLink>
          ))}
        </nav>
        <OwnerMenu owner={owner} builder={builder} />
      </div>
    </header>
  );
}

function OwnerMenu({ owner, builder }: Pick<HouseHeaderProps, 'owner' | 'builder'>) {
  const submit = useSubmit();
  const signOut = (action: '/sign-out' | '/sign-out/everywhere') => {
    // Others may use this device: nothing typed here stays behind.
    sessionStorage.clear();
    submit(null, { method: 'post', action });
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${owner}: your builder, sign out`}
          className={clsx(
            'grid size-11 shrink-0 place-items-center rounded-full border border-hairline bg-paper text-ink-soft',
            'transition-colors hover:border-edge hover:text-ink',
          )}
        >
          <UserRound aria-hidden strokeWidth={1.75} className="size-5" />
        </button>
      }
    >
      <p className="max-w-64 px-3 pt-1.5 pb-2 text-sm text-ink-soft">
        <span className="block font-semibold text-ink">{owner}</span>
        Your builder is {builder.name}
      </p>
      <MenuSeparator />
      <MenuItem asChild>
        <a href={`tel:${builder.phone.replace(/[^+\d]/g, '')}`}>
          <Phone aria-hidden className="size-4 text-ink-soft" />
          Ring {builder.phone}
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={`mailto:${builder.email}`}>
          <Mail aria-hidden className="size-4 text-ink-soft" />
          Write to {builder.name}
        </a>
      </MenuItem>
      <MenuSeparator />
      <MenuItem asChild>
        <Link to="/home/privacy">
          <ShieldCheck aria-hidden className="size-4 text-ink-soft" />
          Privacy and devices
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => signOut('/sign-out')}>
        Sign out
      </MenuItem>
      <MenuItem icon={MonitorSmartphone} onSelect={() => signOut('/sign-out/everywhere')}>
        Sign out on all devices
      </MenuItem>
    </Menu>
  );
}
