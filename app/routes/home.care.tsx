import { Outlet } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { TabNav } from '#app/ui/tabs.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.care');

export const loader = route.loader(async () => null);

const TABS = [
  { to: '/home/care', label: 'Defects', end: true },
  { to: '/home/care/maintenance', label: 'Maintenance' },
];

/** What keeps the house in order: defects, and what wants to be done when. */
export default function Care() {
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-6 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6">
      <div className="mb-6">
        <TabNav label="Care" items={TABS} />
      </div>
      <Outlet />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
