import { expect, it } from 'vitest';
import { readAdvisories } from './advisories.ts';

it('names packages with a grave advisory, and no others', () => {
  const vulnerabilities = {
    a: { severity: 'high', range: '<2.0.0', via: [] },
    b: { severity: 'moderate', range: '*', via: [] },
  };
  expect(readAdvisories(JSON.stringify({ vulnerabilities }))).toEqual({ answered: true, found: ['a <2.0.0: high'] });
});

it('says when the registry takes no questions, without its address', () => {
  const message = '405 Method Not Allowed - POST https://example.test/-/npm/v1/security/advisories/bulk';
  expect(readAdvisories(JSON.stringify({ message }))).toEqual({
    answered: false,
    why: '405 Method Not Allowed - POST the registry',
  });
  expect(readAdvisories('')).toMatchObject({ answered: false });
});
