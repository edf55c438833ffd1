import { clsx } from 'clsx';
import './ui/theme.css';
import sansFont from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import serifFont from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from '@remix-run/react';
import type { ReactNode } from 'react';
import { describeImpersonation } from '#app/features/identity/impersonation/describe-impersonation.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { ActingBanner } from '#app/features/identity/ui/acting-banner.tsx';
import { useImpersonation } from '#app/features/identity/ui/use-impersonation.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';
import { NavigationProgress } from '#app/ui/navigation-progress.tsx';
import { useNonce } from '#app/ui/nonce.ts';
import { ToastProvider } from '#app/ui/toast.tsx';

export const links: LinksFunction = () => [
  { rel: 'preload', href: sansFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'preload', href: serifFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
  { rel: 'apple-touch-icon', href: '/icons/apple-touch-icon.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

export const meta: MetaFunction = () => [{ title: 'OpenHouse AI' }];

/** The request's id, for the reference on an error page (D2), and as whom somebody acts (E6). */
export const loader = page('root').loader(async ({ request }) => ({
  requestId: requestContext()?.requestId ?? null,
  impersonation: await describeImpersonation(request),
}));

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const impersonation = useImpersonation();
  return (
    <html lang="en-IE" data-acting={impersonation ? '' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf6ee" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#191713" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <a
          href="#content"
          className={clsx(
            'fixed top-2 left-2 z-50 -translate-y-20 rounded-control bg-ink px-4 py-3 font-semibold text-ivory',
            'focus-visible:translate-y-0',
          )}
        >
          Skip to the content
        </a>
        {impersonation ? <ActingBanner notice={impersonation} /> : null}
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <ToastProvider>
      <NavigationProgress />
      <Outlet />
    </ToastProvider>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
