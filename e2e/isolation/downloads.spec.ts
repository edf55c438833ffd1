import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { staff } from '../support/pilot.ts';
import { bearerOf } from '../support/sign-in.ts';

const OWN = pilotId('document', 'know-your-house-type-a');
const OTHER_TYPE = pilotId('document', 'know-your-house-type-b');
const at = (id: string) => `/documents/${id}/download`;

test(
  'a download belongs to the house: not to its neighbours, other builders or strangers',
  { tag: ['@E2', '@E7'] },
  async ({ request, playwright, baseURL }) => {
    const own = await bearerOf(UNCLAIMED);
    const signed = await request.get(at(OWN), { headers: own, maxRedirects: 0 });
    expect(signed.status()).toBe(302);
    expect((await request.get(at(OTHER_TYPE), { headers: own, maxRedirects: 0 })).status()).toBe(404);
    expect(
      (await request.get(at(OWN), { headers: await bearerOf(NEIGHBOUR_UNCLAIMED), maxRedirects: 0 })).status(),
    ).toBe(404);
    expect((await request.get(at(NEIGHBOUR.documentId), { headers: own, maxRedirects: 0 })).status()).toBe(404);

    const developer = await playwright.request.newContext({ baseURL });
    await developer.post('/api/session', { data: staff('neighbour') });
    expect((await developer.get(at(OWN), { maxRedirects: 0 })).status()).toBe(404);
    await developer.dispose();

    const stranger = await request.get(at(OWN), { maxRedirects: 0 });
    expect(stranger.status()).toBe(302);
    expect(stranger.headers().location).toMatch(/^\/sign-in/);

    // The signed address carries one file only, and no other can be made from it.
    const address = signed.headers().location ?? '';
    expect((await request.get(address)).headers()['content-type']).toContain('application/pdf');
    const last = address.at(-2) === 'A' ? 'B' : 'A';
    expect((await request.get(`${address.slice(0, -2)}${last}${address.slice(-1)}`)).status()).toBe(403);
  },
);
