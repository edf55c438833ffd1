import { createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { UUID } from '#db/patterns.ts';
import { TOKEN_ISSUER } from '../sessions/homeowner-token.server.ts';

const AUDIENCE = 'openhouse:impersonation';
/** Keeps a token of another kind, signed with the same secret, from passing as this one. */
const TYPE = 'openhouse-impersonation+jwt';

const uuid = z.string().regex(UUID);

const claimsSchema = z.object({
  /** The row of the impersonation, and its builder. */
  jti: uuid,
  tenant_id: uuid,
  /** As whom: a member of staff or an owner. */
  sub: uuid,
  /** Who acts (RFC 8693). */
  act: z.strictObject({ sub: uuid }),
  /** Where the admin was: a path of their portal. */
  back: z.string().startsWith('/admin').max(2_000),
  exp: z.number().positive(),
});

export type ImpersonationClaims = z.output<typeof claimsSchema>;

/** Signs what the cookie of who acts as somebody holds (HS256). Alone it opens nothing, without the admin's session. */
export function signImpersonationToken(secret: string, claims: ImpersonationClaims): Promise<string> {
  const { jti, exp, ...rest } = claimsSchema.parse(claims);
  return new SignJWT(rest)
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(AUDIENCE)
    .setJti(jti)
    .setIssuedAt()
    .setExpirationTime(exp)
    .sign(createSecretKey(Buffer.from(secret)));
}

/**
 * What a token says, when this deployment has signed it as one of these: signature, algorithm, issuer, audience, type
 * and every claim; else null. `expired`: one that was good once still says where the admin was.
 */
export async function readImpersonationToken(
  secret: string,
  token: string,
): Promise<{ claims: ImpersonationClaims; expired: boolean } | null> {
  try {
    const { payload } = await jwtVerify(token, createSecretKey(Buffer.from(secret)), {
      algorithms: ['HS256'],
      issuer: TOKEN_ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ['exp', 'iat', 'jti', 'sub', 'act'],
      // A token of the past is told apart below; none is taken that is not of this time.
      currentDate: new Date(0),
    });
    const claims = claimsSchema.parse(payload);
    return { claims, expired: claims.exp <= Date.now() / 1000 };
  } catch {
    return null;
  }
}
