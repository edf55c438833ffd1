import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { HOUSE_TYPE, UUID } from '#db/patterns.ts';
import { AppError } from '#app/platform/errors.ts';

export const TOKEN_ISSUER = 'openhouse';
export const TOKEN_AUDIENCE = 'openhouse:homeowner';
/** Keeps a token of another kind, signed with the same secret, from passing as a session. */
export const TOKEN_TYPE = 'openhouse-homeowner+jwt';

/** Seconds. A scan gives a day; the owner who has claimed the house stays signed in, renewed while they come back. */
export const SCAN_LIFETIME = 24 * 3600;
export const OWNER_LIFETIME = 30 * 24 * 3600;

const uuid = z.string().regex(UUID);

const houseClaims = z.object({
  tenant_id: uuid,
  development_id: uuid,
  house_id: uuid,
  house_type: z.string().regex(HOUSE_TYPE),
});

const claimsSchema = houseClaims.extend({
  role: z.literal('homeowner'),
  jti: uuid,
  sid: uuid.optional(),
  iat: z.number().positive(),
  exp: z.number().positive(),
});

export type HouseClaims = z.output<typeof houseClaims>;
export type HomeownerClaims = z.output<typeof claimsSchema>;

/** The house that a token speaks of, as scopes and queries name it. */
export const houseOf = (claims: HouseClaims) => ({
  tenantId: claims.tenant_id,
  developmentId: claims.development_id,
  houseId: claims.house_id,
  houseType: claims.house_type,
});

export type SignOptions = {
  /** Moment of issue; compared with the house's sessions_valid_from to the millisecond. Default now. */
  issuedAt?: Date;
  /** Seconds from issue to expiry. Default 24 h. */
  lifetime?: number;
  jti?: string;
  /** The session that the token belongs to. Default: one of its own. */
  sessionId?: string;
};

/**
 * The session of a token: all that come from one scan or one sign-in share it, and end together. A token that names
 * none stands alone.
 */
export function sessionIdOf(claims: Pick<HomeownerClaims, 'jti' | 'sid'>): string {
  return claims.sid ?? claims.jti;
}

const keys = new Map<string, KeyObject>();

/** The key of a secret, made once: jose keeps what it derives from it by identity. A process has one, a test a few. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  if (keys.size >= 10) keys.clear();
  const key = createSecretKey(Buffer.from(secret));
  keys.set(secret, key);
  return key;
}

/** Tokens that were found good: what a token says of itself, its expiry apart, never changes. */
const verified = new LRUCache<string, { key: KeyObject; claims: HomeownerClaims }>({ max: 2_000 });

/**
 * Signs a homeowner's session (HS256). The only signer: pages, API and the load tests' tokens come from here (A1, E3).
 */
export async function signHomeownerToken(
  secret: string,
  house: HouseClaims,
  options: SignOptions = {},
): Promise<string> {
  const issued = (options.issuedAt ?? new Date()).getTime() / 1000;
  const session = options.sessionId === undefined ? {} : { sid: options.sessionId };
  return new SignJWT({ ...houseClaims.parse(house), role: 'homeowner', ...session })
    .setProtectedHeader({ alg: 'HS256', typ: TOKEN_TYPE })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setJti(options.jti ?? randomUUID())
    .setIssuedAt(issued)
    .setExpirationTime(issued + (options.lifetime ?? SCAN_LIFETIME))
    .sign(keyOf(secret));
}

/**
 * Checks all that a token says about itself (E3): signature, algorithm, issuer, audience, type, expiry and every claim.
 * Throws AppError
 * 401. Whether it was revoked since, only the database knows: see the guards.
 */
export async function verifyHomeownerToken(secret: string, token: string): Promise<HomeownerClaims> {
  const key = keyOf(secret);
  const known = verified.get(token);
  if (known?.key === key) {
    if (known.claims.exp <= Date.now() / 1000) throw sessionEnded();
    return known.claims;
  }
  const claims = await verifyAnew(key, token);
  verified.set(token, { key, claims });
  return claims;
}

async function verifyAnew(key: KeyObject, token: string): Promise<HomeownerClaims> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      typ: TOKEN_TYPE,
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    return claimsSchema.parse(payload);
  } catch (cause) {
    throw cause instanceof errors.JWTExpired
      ? sessionEnded(cause)
      : new AppError(
          'unauthenticated',
          'This session token is not valid. Scan the code in your home again, or sign in.',
          { cause },
        );
  }
}

/** The 401 for a session that was good once: expired, signed out, or ended by the owner's claim. */
export function sessionEnded(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'Your session has ended. Scan the code in your home again, or sign in.', {
    cause,
  });
}
