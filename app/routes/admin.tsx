import type { MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { Activity, BellRing, ListChecks, Mail } from 'lucide-react';
import { page } from '#app/features/identity/page.server.ts';
import { env } from '#app/platform/env.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { PortalShell, type PortalNavItem } from '#app/ui/portal-shell.tsx';

const route = page('routes/admin');

const NAV: PortalNavItem[] = [
  { to: '/admin', label: 'System', icon: Activity, end: true },
  { to: '/admin/alerts', label: 'Alerts', icon: BellRing },
  { to: '/admin/jobs', label: 'Jobs', icon: ListChecks },
];
const OUTBOX: PortalNavItem = { to: '/admin/outbox', label: 'Outbox', icon: Mail };

export const meta: MetaFunction = () => [
  { title: 'Platform portal · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** Who is signed in. A layout guards nothing: each page below has its own guard. */
export const loader = route.loader(async ({ session }) => {
  return { person: { name: session.fullName, email: session.email }, hasOutbox: env.SMTP_URL === undefined };
});

export default function AdminPortal() {
  const { person, hasOutbox } = useLoaderData<typeof loader>();
  return (
    <PortalShell
      home="/admin"
      name="Platform"
      nav={hasOutbox ? [...NAV, OUTBOX] : NAV}
      person={person}
      signOutPath="/sign-out"
    >
      <Outlet />
    </PortalShell>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
