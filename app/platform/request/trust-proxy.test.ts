import express from 'express';
import { expect, test } from 'vitest';
import { parseTrustProxy } from './trust-proxy.ts';

test.each([
  ['', false],
  ['0', false],
  ['false', false],
  ['none', false],
  ['1', 1],
  [' 2 ', 2],
  ['10.0.0.1', ['10.0.0.1']],
  ['10.0.0.0/8, FD00::/8', ['10.0.0.0/8', 'fd00::/8']],
  ['10.0.0.0/255.0.0.0', ['10.0.0.0/255.0.0.0']],
  ['Loopback,linklocal, uniquelocal,', ['loopback', 'linklocal', 'uniquelocal']],
])('TRUST_PROXY=%s', (value, trust) => {
  expect(parseTrustProxy(value)).toEqual({ trust });
  express().set('trust proxy', trust);
});

test.each([
  'true',
  'yes',
  'TRUE',
  '*',
  '-1',
  '1.5',
  '21',
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/8/8',
  'proxy.internal',
  'localhost',
  '10.0.0.0/0',
  '::/0',
  '0.0.0.0/0.0.0.0',
  '10.0.0.0/255.0.255.0',
  '10.0.0',
  '10.0.0.1;10.0.0.2',
  ',',
])('TRUST_PROXY=%s is refused with what it must be', (value) => {
  expect(parseTrustProxy(value)).toEqual({
    problem: expect.stringMatching(/the number of proxies in front .*addresses and ranges/),
  });
});
