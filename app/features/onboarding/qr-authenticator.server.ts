import { Authenticator } from 'remix-auth';
import { Strategy } from 'remix-auth/strategy';
import { scanQrCode, type DoorHouse } from './scan-qr-code.server.ts';

type QrParameters = { request: Request; token: string };

/** Authenticates by the token in a scanned link: `?uid=<token>`, else the last part of the path. */
class QrStrategy<User> extends Strategy<User, QrParameters> {
  name = 'qr';

  async authenticate(request: Request): Promise<User> {
    const { searchParams, pathname } = new URL(request.url);
    const inPath = /^\/onboarding\/([^/]+)\/?$/.exec(pathname)?.[1];
    return this.verify({ request, token: searchParams.get('uid') ?? decode(inPath ?? '') });
  }
}

/** A broken escape is a broken token, not a failure. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Turns a scanned link into the house that it opens. Throws as scanQrCode. */
export const qrAuthenticator = new Authenticator<DoorHouse>().use(
  new QrStrategy(({ request, token }) => scanQrCode(request, token)),
  'qr',
);
