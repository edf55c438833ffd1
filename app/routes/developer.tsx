import type { MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import {
  Bell,
  CalendarCheck,
  ChartNoAxesColumn,
  ClipboardCheck,
  FileText,
  Hammer,
  History,
  House,
  Inbox,
  ListChecks,
  MessageSquareDiff,
  QrCode,
  Settings,
  UserCog,
  Users,
} from 'lucide-react';
import { page } from '#app/features/identity/page.server.ts';
import { can } from '#app/features/identity/permissions.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { PortalShell, type PortalNavItem } from '#app/ui/portal-shell.tsx';

const route = page('routes/developer');

const ACTIVITY = '/developer/activity';

const NAV: PortalNavItem[] = [
  { to: '/developer', label: 'Overview', icon: ChartNoAxesColumn, end: true },
  { to: '/developer/units', label: 'Houses', icon: House },
  { to: '/developer/homeowners', label: 'Homeowners', icon: Users },
  { to: '/developer/qr', label: 'QR codes', icon: QrCode },
  { to: '/developer/documents', label: 'Documents', icon: FileText },
  { to: '/developer/inbox', label: 'Inbox', icon: Inbox },
  { to: '/developer/readiness', label: 'Readiness', icon: ClipboardCheck },
  { to: '/developer/checks', label: 'Answer checks', icon: ListChecks },
  { to: '/developer/changes', label: 'Changed answers', icon: MessageSquareDiff },
  { to: '/developer/defects', label: 'Defects', icon: Hammer },
  { to: '/developer/maintenance', label: 'Maintenance', icon: CalendarCheck },
  { to: '/developer/notices', label: 'Notices', icon: Bell },
  { to: '/developer/team', label: 'Team', icon: UserCog },
  { to: ACTIVITY, label: 'Activity', icon: History },
  { to: '/developer/settings', label: 'Settings', icon: Settings },
];

export const meta: MetaFunction = () => [
  { title: 'Builder portal · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** Who is signed in, and as what. A layout guards nothing: each page below has its own guard. */
export const loader = route.loader(async ({ session }) => {
  const { fullName, email, role, tenantName } = session;
  return { person: { name: fullName, email }, role, tenantName: tenantName ?? '' };
});

export default function DeveloperPortal() {
  const { person, role, tenantName } = useLoaderData<typeof loader>();
  const nav = NAV.filter(({ to }) => to !== ACTIVITY || can(role, 'activity:read'));
  return (
    <PortalShell home="/developer" name={tenantName} nav={nav} person={person} signOutPath="/sign-out">
      <Outlet />
    </PortalShell>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
