import { useRouteLoaderData } from '@remix-run/react';
import type { ImpersonationNotice } from '../impersonation/describe-impersonation.server.ts';

/** As whom somebody acts at this page; null for everybody else. */
export function useImpersonation(): ImpersonationNotice | null {
  return useRouteLoaderData<{ impersonation: ImpersonationNotice | null }>('root')?.impersonation ?? null;
}
