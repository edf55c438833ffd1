import { describe, expect, test } from 'vitest';
import { assertSameOrigin } from './csrf.server.ts';

const request = (headers: Record<string, string>, method = 'POST') =>
  new Request('http://127.0.0.1:3000/api/session', { method, headers });
const PUBLIC = 'https://longview.openhouseai.example';

describe('E8: same origin', () => {
  test.each([
    ['the browser says same-origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
    ['the browser says none (typed in)', { 'Sec-Fetch-Site': 'none' }],
    ['the origin is the request’s own host', { Origin: 'http://127.0.0.1:3000' }],
    ['the origin is the Host header, behind a TLS proxy', { Origin: 'https://home.example', Host: 'home.example' }],
    ['the origin is PUBLIC_URL', { Origin: PUBLIC }],
    ['no browser at all', {}],
    ['a bearer token', { Authorization: 'Bearer x', Origin: 'https://evil.example' }],
  ])('lets through: %s', (_name, headers) => {
    expect(() => assertSameOrigin(request(headers), PUBLIC)).not.toThrow();
  });

  test.each([
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['same-site: another subdomain', { 'Sec-Fetch-Site': 'same-site', Origin: PUBLIC }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:3001' }],
    ['an opaque origin', { Origin: 'null' }],
    [
      'Basic credentials, which a browser sends by itself',
      { Authorization: 'Basic eDp5', Origin: 'https://evil.example' },
    ],
  ])('refuses: %s', (_name, headers) => {
    expect(() => assertSameOrigin(request(headers), PUBLIC)).toThrow(expect.objectContaining({ status: 403 }));
  });

  test('reading is never refused', () => {
    expect(() => assertSameOrigin(request({ 'Sec-Fetch-Site': 'cross-site' }, 'GET'), PUBLIC)).not.toThrow();
  });
});
