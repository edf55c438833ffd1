import { afterEach, expect, test, vi } from 'vitest';
import { openAddress, sealAddress } from './sealed-address.server.ts';

const ADDRESS = 'a@b.example';

afterEach(() => void vi.useRealTimers());

test('a sealed address cannot be read, and opens for who has the secret', async () => {
  const sealed = await sealAddress(ADDRESS);
  expect(sealed).not.toContain(Buffer.from(ADDRESS).toString('base64url'));
  expect(await openAddress(sealed)).toMatchObject({ email: ADDRESS });
});

test('one that was changed, or is older than an hour, opens no more', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const sealed = await sealAddress(ADDRESS);
  await expect(openAddress(`${sealed.slice(0, -2)}AA`)).rejects.toMatchObject({ status: 410 });
  vi.setSystemTime(Date.now() + 59 * 60_000);
  expect(await openAddress(sealed)).toMatchObject({ email: ADDRESS });
  vi.setSystemTime(Date.now() + 2 * 60_000);
  await expect(openAddress(sealed)).rejects.toMatchObject({ status: 410 });
});
