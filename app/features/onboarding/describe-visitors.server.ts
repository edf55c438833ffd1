import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { findVisitors } from '#app/features/identity/find-visitors.server.ts';

/** Somebody who is signed in on this browser, as pages outside the house name them, and where they belong. */
export type SignedIn = {
  kind: 'house' | 'staff';
  home: '/welcome' | '/home' | '/developer' | '/admin';
  /** The words of the way there. */
  open: string;
  who: string;
  /** Of a house: its label and development. */
  house: { label: string; development: string } | null;
};

/** Who is signed in on this browser, an owner first; none for whoever comes without a living session. */
export async function describeVisitors(request: Request): Promise<SignedIn[]> {
  const visitors = await findVisitors(request);
  return Promise.all(
    visitors.map(async (visitor): Promise<SignedIn> => {
      if (!('scope' in visitor))
        return {
          kind: 'staff',
          home: visitor.home,
          open: visitor.role === 'admin' ? 'Open the platform’s portal' : 'Open the builder’s portal',
          who: visitor.fullName,
          house: null,
        };
      const { house, development, purchaser } = await describeHome(visitor.scope);
      return {
        kind: 'house',
        home: visitor.home,
        open: `Open ${house.label}`,
        who: purchaser.fullName,
        house: { label: house.label, development: development.name },
      };
    }),
  );
}
