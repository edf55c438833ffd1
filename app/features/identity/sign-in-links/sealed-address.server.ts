import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { seal, unseal } from '../sealed.server.ts';

const PURPOSE = 'sealed-address:v1';

/** Whoever asked for a link an hour ago has asked again, or does not want it any more. */
const LIFETIME = '1h';

const contents = z.object({ jti: z.uuid(), email: z.string() });

/**
 * An e-mail address on its way through queues and the job monitor, where nobody is to read it. Each call names the
 * request anew.
 */
export const sealAddress = (email: string): Promise<string> => seal(PURPOSE, { email }, LIFETIME);

/**
 * The address, and the id of the request that sealed it. Throws AppError 410 for what is too old or was sealed under
 * another secret.
 */
export async function openAddress(sealed: string): Promise<{ email: string; requestId: string }> {
  try {
    const { email, jti } = await unseal(PURPOSE, sealed, contents);
    return { email, requestId: jti };
  } catch (cause) {
    throw new AppError(
      'gone',
      'This request is too old, or was made under another SESSION_SECRET. Whoever asked for the link has to ask ' +
        'again on the sign-in page.',
      { cause },
    );
  }
}
