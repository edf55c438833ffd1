import type { IncomingMessage } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { logger } from '#app/platform/logger.ts';
import { forwardingWarner, isDirectLocalCall } from './forwarding.ts';

const request = (headers: Record<string, string>, remoteAddress: string | undefined = '127.0.0.1') =>
  ({ headers: { host: 'localhost:3000', ...headers }, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('D7, C5: a direct local call', () => {
  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])('from %s', (peer) => {
    expect(isDirectLocalCall(request({}, peer))).toBe(true);
  });

  test.each([
    [{}, '10.0.0.5'],
    [{}, '::ffff:10.0.0.5'],
    [{ host: 'evil.example' }, '127.0.0.1'],
    ...[
      'forwarded',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'x-forwarded-server',
      'x-real-ip',
      'via',
      'cf-connecting-ip',
      'true-client-ip',
      'fastly-client-ip',
      'x-client-ip',
      'x-envoy-external-address',
      'x-original-host',
      'cdn-loop',
    ].map((name) => [{ [name]: '127.0.0.1' }, '127.0.0.1'] as const),
  ] as [Record<string, string>, string][])('is not %j from %s', (headers, peer) => {
    expect(isDirectLocalCall(request(headers, peer))).toBe(false);
  });

  test('a connection without an address is none', () => {
    expect(isDirectLocalCall({ headers: { host: 'localhost' }, socket: {} } as unknown as IncomingMessage)).toBe(false);
  });
});

test('E4: forwarded headers of a peer that is not trusted are warned of once an hour', () => {
  const warn = vi.spyOn(logger, 'warn').mockReturnValue(logger);
  const look = forwardingWarner((address) => address === '10.0.0.1');
  look(request({ 'x-forwarded-for': '1.1.1.1' }, '10.0.0.1'));
  look(request({}, '10.0.0.2'));
  expect(warn).not.toHaveBeenCalled();
  look(request({ 'x-forwarded-for': '1.1.1.1', 'x-forwarded-proto': 'https' }, '::ffff:10.0.0.2'));
  look(request({ forwarded: 'for=1.1.1.1' }, '10.0.0.3'));
  expect(warn).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledWith(expect.any(String), {
    peer: '10.0.0.2',
    headers: 'x-forwarded-for, x-forwarded-proto',
    detail: expect.stringContaining('TRUST_PROXY'),
  });
  warn.mockRestore();
});
