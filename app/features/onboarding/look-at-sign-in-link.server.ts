import {
  describeSignInLink,
  redeemSignInLink,
} from '#app/features/identity/sign-in-links/redeem-sign-in-link.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { describeVisitors } from './describe-visitors.server.ts';

type HouseName = { label: string; development: string };

/** The house that a link opens; `current`: another one that the browser is signed in to and would be signed out of. */
export type LinkAtDoor = { house: HouseName; current: (HouseName & { home: string }) | null };

/** What a good sign-in link opens, before it is used. Throws AppError 410, which tells who is signed in, or 429. */
export async function lookAtSignInLink(request: Request, token: string): Promise<LinkAtDoor> {
  const house = await tellingVisitors(request, () => describeSignInLink(token));
  const current = (await describeVisitors(request)).find(({ kind }) => kind === 'house');
  const isSame = current?.house?.label === house.label && current.house.development === house.development;
  return { house, current: current?.house && !isSame ? { ...current.house, home: current.home } : null };
}

/** Uses the link up. Throws as lookAtSignInLink. */
export function openSignInLink(request: Request, token: string): Promise<{ cookie: string }> {
  return tellingVisitors(request, () => redeemSignInLink(request, token));
}

/** A link that was opened twice is dead the second time: whoever is signed in by then is shown the way home. */
async function tellingVisitors<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'gone') throw error;
    throw new AppError('gone', error.message, { extension: { visitors: await describeVisitors(request) } });
  }
}
