import { requireHomeownerSession } from '#app/features/identity/guards.server.ts';
import { describeHome, type Home } from '#app/features/homes/describe-home.server.ts';

/** What /welcome shows: the house, its development, the builder's brand, the purchaser's full name, and whether it was claimed. Refuses like a guard. */
export async function describeWelcome(request: Request): Promise<Home> {
  const { scope } = await requireHomeownerSession(request, 'house:claim');
  return describeHome(scope);
}
