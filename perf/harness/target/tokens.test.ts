import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyHomeownerToken } from '#app/features/identity/sessions/homeowner-token.server.ts';
import { createTestTenant, requireHomeowner } from '#app/features/identity/testing.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { generateTestJWT, generateTestJWTBatch } from './tokens.ts';

const house = () => ({
  tenant_id: randomUUID(),
  development_id: randomUUID(),
  house_id: randomUUID(),
  house_type: 'C',
});
const secret = process.env.SESSION_SECRET!;
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => void vi.unstubAllEnvs());

describe('A1: tokens for load tests', () => {
  test('carry the claims, HS256 and 24 hours', async () => {
    const payload = house();
    const token = await generateTestJWT(payload);
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ ...payload, role: 'homeowner' });
    expect(claims.exp! - claims.iat!).toBeCloseTo(86_400, 3);
    expect(decodeProtectedHeader(token).alg).toBe('HS256');
    await expect(verifyHomeownerToken(secret, token)).resolves.toMatchObject(payload);
  });

  test('open the application’s own guard', async () => {
    const mine = await createTestTenant('mine');
    const token = await generateTestJWT({
      tenant_id: mine.tenantId,
      development_id: mine.developmentId,
      house_id: mine.houseId,
      house_type: mine.houseType,
    });
    const request = new Request('http://localhost/api/chat', {
      headers: { Authorization: `Bearer ${token}`, Cookie: `homeowner_token=${token}`, 'X-Tenant-Slug': 'mine' },
    });
    await expect(requireHomeowner(request)).resolves.toMatchObject({ houseId: mine.houseId });
  });

  test('a batch keeps its order, each token its own', async () => {
    const payloads = Array.from({ length: 50 }, house);
    const tokens = await generateTestJWTBatch(payloads);
    expect(tokens.map((token) => decodeJwt(token).house_id)).toEqual(payloads.map((payload) => payload.house_id));
    expect(new Set(tokens.map((token) => decodeJwt(token).jti)).size).toBe(50);
    expect(await generateTestJWTBatch([])).toEqual([]);
  });

  test('the secret and the lifetime can be given', async () => {
    const other = 'another-secret-of-at-least-32-characters';
    const token = await generateTestJWT(house(), { secret: other, lifetime: 60 });
    expect(decodeJwt(token).exp! - decodeJwt(token).iat!).toBeCloseTo(60, 3);
    await expect(verifyHomeownerToken(other, token)).resolves.toBeDefined();
    await expect(verifyHomeownerToken(secret, token)).rejects.toMatchObject({ status: 401 });
  });

  test('a missing secret is an error that names the variable', async () => {
    vi.stubEnv('SESSION_SECRET', '');
    await expect(generateTestJWT(house())).rejects.toThrow('SESSION_SECRET is missing');
    await expect(generateTestJWTBatch([house()])).rejects.toThrow('SESSION_SECRET is missing');
  });

  test('a payload that is no house is an error that says which', async () => {
    await expect(generateTestJWTBatch([house(), { ...house(), house_id: 'x' }])).rejects.toThrow(
      /Payload 1 .*house_id/s,
    );
  });
});
