import { AppError } from '#app/platform/errors.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { withScope } from '#db/scope.ts';
import { can, mayWhileActing, type Access, type Permission } from '../permissions.ts';
import type { Acting } from './read-impersonation.server.ts';

const LOOKS = new Set(['GET', 'HEAD']);

type Asked = {
  request: Request;
  access: Exclude<Access, 'public' | 'signature' | 'leave'>;
  /** What the form's intent wants beside. */
  intent: Permission | undefined;
};

/**
 * Lets who acts as somebody do what that person may, of what may be done so (E6): looks, and writes when that was asked
 * for at the start, each of which is written down with both people before it is done. Throws AppError 403.
 */
export async function admitActing(acting: Acting, { request, access, intent }: Asked): Promise<void> {
  const { method } = request;
  const { fullName } = acting;
  if (!LOOKS.has(method) && !acting.mayWrite)
    throw forbidden(
      `You look at this as ${fullName} and may change nothing. To change something, end this, begin anew and say why.`,
    );
  if (access === 'door' || access === 'house:claim')
    throw forbidden(`You act as ${fullName}: nobody signs in or out here meanwhile. End it first.`);
  for (const permission of intent === undefined ? [access] : [access, intent]) {
    if (!can(acting.role, permission))
      throw forbidden(`This is not open to ${fullName}, as whom you act. End it to go on as yourself.`);
    if (!mayWhileActing(permission))
      throw forbidden(`Only ${fullName} may do this, not somebody who acts as them. Ask them to do it themselves.`);
  }
  if (!LOOKS.has(method)) await noteWrite(acting, request);
}

/** In a transaction of its own: what is not written down is not done. */
async function noteWrite({ scope, id }: Acting, { method, url }: Request): Promise<void> {
  const { pathname, searchParams } = new URL(url);
  const intent = searchParams.get('intent');
  await withScope(scope, (tx) =>
    recordAudit(tx, scope, {
      action: 'impersonation.wrote',
      subjectType: 'impersonation',
      subjectId: id,
      details: { method, path: pathname.slice(0, 500), ...(intent ? { intent: intent.slice(0, 50) } : {}) },
    }),
  );
}

/** Said to whoever goes on where they acted as somebody, once that is over. */
export const actingIsOver = () =>
  forbidden('You no longer act as somebody else here: its time is over, or it was ended. Go back to your own portal.');

const forbidden = (message: string) => new AppError('forbidden', message);
