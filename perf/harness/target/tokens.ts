import { signHomeownerToken, type HouseClaims } from '#app/features/identity/sessions/homeowner-token.server.ts';

/** The house that a virtual user lives in. */
export type TestTokenPayload = HouseClaims;

export type TestTokenOptions = {
  /** The secret of the deployment under test. Default: SESSION_SECRET of this process. */
  secret?: string;
  /** Seconds until the token expires. Default 24 h. */
  lifetime?: number;
  /** Moment of issue. Default now; a house honours only tokens issued since it was claimed. */
  issuedAt?: Date;
};

/**
 * A homeowner token of `payload`'s house, signed by the application's own signer (A1). Throws an Error that names
 * SESSION_SECRET when there is none, and one that names the claim when the payload is not a house.
 */
export async function generateTestJWT(payload: TestTokenPayload, options: TestTokenOptions = {}): Promise<string> {
  const { secret, ...rest } = { ...options, secret: options.secret ?? secretFromEnvironment() };
  return signHomeownerToken(secret, payload, rest);
}

/** A token for each payload, in their order. Fails as a whole, naming the payload at fault by its index. */
export async function generateTestJWTBatch(
  payloads: readonly TestTokenPayload[],
  options: TestTokenOptions = {},
): Promise<string[]> {
  const secret = options.secret ?? secretFromEnvironment();
  return Promise.all(
    payloads.map((payload, index) =>
      generateTestJWT(payload, { ...options, secret }).catch((cause: unknown) => {
        throw new Error(`Payload ${index} is not a house: ${cause instanceof Error ? cause.message : String(cause)}`, {
          cause,
        });
      }),
    ),
  );
}

function secretFromEnvironment(): string {
  const secret = process.env.SESSION_SECRET;
  if (!secret)
    throw new Error(
      'SESSION_SECRET is missing. Set it to the secret of the deployment under test (DATA_DIR/session-secret of ' +
        'a local one), or no token will be accepted.',
    );
  return secret;
}
