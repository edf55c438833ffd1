import { expect, test } from '../fixtures/test.ts';
import { HOUSES, NEIGHBOUR_UNCLAIMED } from '../support/houses.ts';
import { askByApi, bearerOf, claimHouse } from '../support/sign-in.ts';

type Answer = { message_id: string; conversation_id: string; answer: string; citations: { title: string }[] };

test(
  'a conversation belongs to its house: nobody else reads, continues or rates it',
  { tag: ['@E2', '@E1', '@E9', '@J'] },
  async ({ page, request }) => {
    const house = HOUSES.staysApart;
    await claimHouse(page, house);
    const asked = await page.request.post('/api/chat', {
      data: { message: 'Where is my fuse box?', context: { development_id: house.developmentId, house_id: house.id } },
    });
    expect(asked.status()).toBe(200);
    const mine = (await asked.json()) as Answer;

    const other = await bearerOf(NEIGHBOUR_UNCLAIMED);
    const theirs = (await (
      await askByApi(request, NEIGHBOUR_UNCLAIMED, 'Where is my fuse box?', other)
    ).json()) as Answer;
    expect(theirs.answer).toContain('boathouse');
    expect(mine.answer).not.toContain('boathouse');

    const history = await (await request.get('/api/chat/history', { headers: other })).text();
    expect(history).not.toContain(mine.message_id);
    expect(history).not.toContain(mine.conversation_id);
    expect(
      (
        await request.post('/api/chat/feedback', {
          headers: other,
          data: { message_id: mine.message_id, rating: 'down' },
        })
      ).status(),
    ).toBe(404);
    expect(
      (await request.post('/api/chat/ask-builder', { headers: other, data: { message_id: mine.message_id } })).status(),
    ).toBe(404);

    const continued = await request.post('/api/chat', {
      headers: other,
      data: {
        message: 'And the stopcock?',
        context: { development_id: NEIGHBOUR_UNCLAIMED.developmentId, house_id: NEIGHBOUR_UNCLAIMED.id },
        conversation_id: mine.conversation_id,
      },
    });
    expect(continued.status()).toBe(404);
    expect(
      (await askByApi(request, house, 'Where is my fuse box?', other)).status(),
      'the context of another house',
    ).toBe(403);
    expect(await (await page.request.get('/api/chat/history')).text()).not.toContain('And the stopcock?');
  },
);
