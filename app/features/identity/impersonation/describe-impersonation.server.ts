import { readImpersonation } from './read-impersonation.server.ts';

/** What each page says of somebody who acts as another person (E6). */
export type ImpersonationNotice =
  | { state: 'over' }
  | {
      state: 'lasts';
      admin: string;
      person: string;
      role: 'owner' | 'manager' | 'viewer';
      place: string;
      mayWrite: boolean;
      until: string;
      /** By the server's clock, for a browser whose own is wrong. */
      secondsLeft: number;
    };

/** As whom the sender of `request` acts, for the banner; null for everybody else, without asking anything. */
export async function describeImpersonation(request: Request): Promise<ImpersonationNotice | null> {
  const impersonation = await readImpersonation(request);
  if (impersonation?.state !== 'lasts') return impersonation && { state: 'over' };
  const { adminName: admin, fullName: person, role, place, mayWrite, until } = impersonation.acting;
  const secondsLeft = Math.max(0, Math.floor((until.getTime() - Date.now()) / 1000));
  return { state: 'lasts', admin, person, role, place, mayWrite, until: until.toISOString(), secondsLeft };
}
