import { expect, test } from 'vitest';
import { publicOrigin } from './public-origin.server.ts';

test('the Host header of whoever asks does not decide where a link leads', () => {
  const request = new Request('http://evil.example/sign-in');
  expect(publicOrigin(request, { PORT: 3000 })).toBe('http://localhost:3000');
  expect(publicOrigin(request, { PUBLIC_URL: 'https://home.example/', PORT: 3000 })).toBe('https://home.example');
});
