import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  signHomeownerToken,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_TYPE,
  verifyHomeownerToken,
} from './homeowner-token.server.ts';

const secret = 'a-secret-of-at-least-32-characters-0123456789';
const key = new TextEncoder().encode(secret);
const house = { tenant_id: randomUUID(), development_id: randomUUID(), house_id: randomUUID(), house_type: 'B' };
const now = () => Date.now() / 1000;
const payload = () => ({
  ...house,
  role: 'homeowner',
  jti: randomUUID(),
  iss: TOKEN_ISSUER,
  aud: TOKEN_AUDIENCE,
  iat: now(),
  exp: now() + 60,
});
const sign = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: TOKEN_TYPE, ...header }).sign(key);
const refused = { code: 'unauthenticated', status: 401 };

describe('E3: what a homeowner token says about itself', () => {
  test('a token signed here is accepted with all its claims, to the millisecond, for 24 hours', async () => {
    const issuedAt = new Date(Math.floor(Date.now() / 1000) * 1000 + 437);
    const claims = await verifyHomeownerToken(secret, await signHomeownerToken(secret, house, { issuedAt }));
    expect(claims).toMatchObject({ ...house, role: 'homeowner' });
    expect(Math.round(claims.iat * 1000)).toBe(issuedAt.getTime());
    expect(claims.exp - claims.iat).toBeCloseTo(86_400, 3);
  });

  test('a hand-made token with every claim right is accepted: the refusals below have one cause each', async () => {
    await expect(verifyHomeownerToken(secret, await sign(payload()))).resolves.toMatchObject(house);
  });

  test('an expired token is refused and says that the session ended', async () => {
    const token = await signHomeownerToken(secret, house, { issuedAt: new Date(Date.now() - 90_000_000) });
    await expect(verifyHomeownerToken(secret, token)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('has ended'),
    });
  });

  test('a tampered payload, header or signature is refused', async () => {
    const [header, body, signature] = (await signHomeownerToken(secret, house)).split('.') as [string, string, string];
    const other = Buffer.from(
      JSON.stringify({ ...decodeJwt(`${header}.${body}.${signature}`), house_id: randomUUID() }),
    ).toString('base64url');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    for (const token of [
      `${header}.${other}.${signature}`,
      `${header}.${body}.${flipped}`,
      `${header}.${body}.`,
      `${header}.${body}`,
      'nonsense',
      '',
    ]) {
      await expect(verifyHomeownerToken(secret, token)).rejects.toMatchObject(refused);
    }
  });

  test('another deployment’s secret is refused', async () => {
    await expect(
      verifyHomeownerToken(secret, await signHomeownerToken(`${secret}-other`, house)),
    ).rejects.toMatchObject(refused);
  });

  test('alg none is refused', async () => {
    await expect(verifyHomeownerToken(secret, new UnsecuredJWT(payload()).encode())).rejects.toMatchObject(refused);
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: TOKEN_TYPE })).toString('base64url');
    await expect(
      verifyHomeownerToken(secret, `${header}.${Buffer.from(JSON.stringify(payload())).toString('base64url')}.`),
    ).rejects.toMatchObject(refused);
  });

  test('other algorithms are refused: RS256, HS512 of the right secret, HS256 of a public key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rs256 = await new SignJWT(payload()).setProtectedHeader({ alg: 'RS256', typ: TOKEN_TYPE }).sign(privateKey);
    const input = rs256
      .split('.')
      .slice(0, 2)
      .join('.')
      .replace(/^[^.]+/, Buffer.from(JSON.stringify({ alg: 'HS256', typ: TOKEN_TYPE })).toString('base64url'));
    const confused = `${input}.${createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest('base64url')}`;
    for (const token of [rs256, await sign(payload(), { alg: 'HS512' }), confused])
      await expect(verifyHomeownerToken(secret, token)).rejects.toMatchObject(refused);
  });

  test.each([
    ['audience', { aud: 'openhouse:staff' }],
    ['issuer', { iss: 'someone-else' }],
    ['role', { role: 'admin' }],
    ['house id', { house_id: "' or 1=1" }],
    ['house type', { house_type: "A'; drop table houses" }],
    ['moment of issue', { iat: 'yesterday' }],
  ])('a wrong %s is refused', async (_name, change) => {
    await expect(verifyHomeownerToken(secret, await sign({ ...payload(), ...change }))).rejects.toMatchObject(refused);
  });

  test.each(['tenant_id', 'development_id', 'house_id', 'house_type', 'role', 'jti', 'iss', 'aud', 'iat', 'exp'])(
    'a token without %s is refused',
    async (claim) => {
      await expect(
        verifyHomeownerToken(secret, await sign({ ...payload(), [claim]: undefined })),
      ).rejects.toMatchObject(refused);
    },
  );

  test('a token of another type is refused', async () => {
    for (const typ of ['JWT', undefined])
      await expect(verifyHomeownerToken(secret, await sign(payload(), { typ }))).rejects.toMatchObject(refused);
  });

  test('the signer refuses a house that is none', async () => {
    await expect(signHomeownerToken(secret, { ...house, house_id: 'x' })).rejects.toThrow('house_id');
  });
});
