import { redirect } from '@remix-run/node';
import { requireHomeownerSession } from '#app/features/identity/guards.server.ts';
import type { HomeownerSession } from '#app/features/identity/homeowner-session.server.ts';

/** The guard of every page under /home: a homeowner whose house is claimed. Before that the way leads over /welcome (F1). */
export async function enterHome(request: Request): Promise<HomeownerSession> {
  const session = await requireHomeownerSession(request);
  if (!session.claimed) throw redirect('/welcome');
  return session;
}
