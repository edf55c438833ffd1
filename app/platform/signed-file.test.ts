import { expect, test } from 'vitest';
import { signFileGrant, verifyFileGrant } from './signed-file.ts';

const secret = 'secret-of-the-test-secret-of-the-test';
const grant = {
  key: 'a/b.pdf',
  filename: 'Guide.pdf',
  contentType: 'application/pdf',
  download: false,
  expiresAt: 1_000_000,
};

test('E7: a grant is read back until it expires', () => {
  const token = signFileGrant(grant, secret);
  expect(verifyFileGrant(token, secret, 999_999)).toEqual(grant);
  expect(verifyFileGrant(token, secret, 1_000_000)).toBeNull();
});

test('E7: an altered, foreign or malformed grant is refused', () => {
  const token = signFileGrant(grant, secret);
  const [payload, mac] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...grant, key: 'other/tenant.pdf' })).toString('base64url');
  for (const bad of [
    `${forged}.${mac}`,
    `${payload}.${mac}x`,
    `${payload}.`,
    payload!,
    '',
    'a.b.c',
    signFileGrant(grant, 'another-secret'),
  ]) {
    expect(verifyFileGrant(bad, secret, 0), bad).toBeNull();
  }
});
