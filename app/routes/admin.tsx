import type { MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import {
  Activity,
  BellRing,
  Building2,
  ChartColumn,
  CircleAlert,
  Gauge,
  Hourglass,
  FileText,
  History,
  ListChecks,
  Mail,
  MapPinned,
  MessageSquareQuote,
} from 'lucide-react';
import { page } from '#app/features/identity/page.server.ts';
import { env } from '#app/platform/env.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { PortalShell, type PortalNavItem } from '#app/ui/portal-shell.tsx';

const route = page('routes/admin');

const NAV: PortalNavItem[] = [
  { to: '/admin', label: 'System', icon: Activity, end: true },
  { to: '/admin/alerts', label: 'Alerts', icon: BellRing },
  { to: '/admin/analytics', label: 'Analytics', icon: ChartColumn },
  { to: '/admin/load', label: 'Load', icon: Gauge },
  { to: '/admin/limits', label: 'Limits', icon: Hourglass },
  { to: '/admin/tenants', label: 'Tenants', icon: Building2 },
  { to: '/admin/developments', label: 'Developments', icon: MapPinned },
  { to: '/admin/activity', label: 'Activity', icon: History },
  { to: '/admin/rag', label: 'Answers', icon: MessageSquareQuote },
  { to: '/admin/ingestion', label: 'Ingestion', icon: FileText },
  { to: '/admin/jobs', label: 'Jobs', icon: ListChecks },
  { to: '/admin/errors', label: 'Errors', icon: CircleAlert },
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
