import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { ChartNoAxesColumn, FileText, House } from 'lucide-react';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { readStaffSession } from '#app/features/identity/staff-session.server.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { PortalShell, type PortalNavItem } from '#app/ui/portal-shell.tsx';

const NAV: PortalNavItem[] = [
  { to: '/developer', label: 'Overview', icon: ChartNoAxesColumn, end: true },
  { to: '/developer/units', label: 'Houses', icon: House },
  { to: '/developer/documents', label: 'Documents', icon: FileText },
];

export const meta: MetaFunction = () => [{ title: 'Builder portal · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Who is signed in. A layout guards nothing: each page below has its own guard. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  await requireDeveloper(request);
  const session = await readStaffSession(request);
  return { person: { name: session?.fullName ?? '', email: session?.email ?? '' }, tenantName: session?.tenantName ?? '' };
};

export default function DeveloperPortal() {
  const { person, tenantName } = useLoaderData<typeof loader>();
  return (
    <PortalShell home="/developer" name={tenantName} nav={NAV} person={person} signOutPath="/sign-out">
      <Outlet />
    </PortalShell>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
