import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { readHistory } from '#app/features/assistant/ui/chat-contract.ts';
import { readHomeownerSession } from '#app/features/identity/sessions/homeowner-session.server.ts';
import { homeownerTokenOf } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { homeowners } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { action as askBuilder } from './api.chat.ask-builder.ts';
import { action as feedback } from './api.chat.feedback.ts';
import { loader as history } from './api.chat.history.ts';
import { action as chat } from './api.chat.ts';
import { action as accept } from './welcome.tsx';

/*
 * Whose chats are whose: those of the session that began them until the house is claimed, then the owner's, never the
 * next owner's (E10).
 */

const world = builderPerTest();

const args = (request: Request) => ({ request, params: {}, context: {} });
const cookie = (token: string) => ({ Cookie: `homeowner_token=${token}` });
const post = (path: string, token: string, body: unknown) =>
  new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { ...cookie(token), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A turn as the session of `token` asks it; it may be told to wait between question and answer. */
async function converse(token: string, message: string, between?: () => Promise<unknown>) {
  const session = await readHomeownerSession(new Request('http://localhost/', { headers: cookie(token) }));
  const { scope } = session!;
  const turn = await openTurn(scope, { message });
  await between?.();
  await closeTurn(
    scope,
    turn,
    { text: `On ${message}`, grounded: true, mode: 'extractive', citations: [] },
    'complete',
    1,
  );
  return turn;
}

async function seenBy(token: string): Promise<string[]> {
  const response = await history(
    args(new Request('http://localhost/api/chat/history?limit=100', { headers: cookie(token) })),
  );
  expect(response.status).toBe(200);
  return readHistory(await response.json())
    .items.map(({ content }) => content)
    .sort();
}

async function claim(token: string): Promise<string> {
  const response = await accept(
    args(new Request('http://localhost/welcome', { method: 'POST', headers: cookie(token) })),
  );
  return /^homeowner_token=([^;]+)/.exec((response as Response).headers.get('Set-Cookie')!)![1]!;
}

test(
  'two who scan the same unclaimed code see nothing of each other’s chats, nor may go on in them, rate them or ' +
    'pass them on',
  async () => {
    const [ann, bob] = [await homeownerTokenOf(world.home), await homeownerTokenOf(world.home)];
    const turn = await converse(ann, 'Ann');
    await converse(bob, 'Bob');
    expect([await seenBy(ann), await seenBy(bob)]).toEqual([
      ['Ann', 'On Ann'],
      ['Bob', 'On Bob'],
    ]);
    const context = { house_id: world.home.houseId, development_id: world.home.developmentId };
    const tries = [
      chat(args(post('/api/chat', bob, { message: 'More?', context, conversation_id: turn.conversationId }))),
      feedback(args(post('/api/chat/feedback', bob, { message_id: turn.answerId, rating: 'down' }))),
      askBuilder(args(post('/api/chat/ask-builder', bob, { message_id: turn.answerId }))),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(
      (await feedback(args(post('/api/chat/feedback', ann, { message_id: turn.answerId, rating: 'up' })))).status,
    ).toBe(204);
  },
);

test('who claims the house keeps the claiming session’s chats, on every device; the others’ are gone', async () => {
  const [ann, bob] = [await homeownerTokenOf(world.home), await homeownerTokenOf(world.home)];
  await converse(ann, 'Ann');
  await converse(bob, 'Bob');
  const owner = await claim(ann);
  expect(await seenBy(owner)).toEqual(['Ann', 'On Ann']);
  const otherDevice = await homeownerTokenOf(world.home, { issuedAt: new Date(Date.now() + 1_000) });
  expect(await seenBy(otherDevice)).toEqual(['Ann', 'On Ann']);
  await converse(otherDevice, 'Later');
  expect(await seenBy(owner)).toEqual(['Ann', 'Later', 'On Ann', 'On Later']);
});

test(
  'an answer that was under way while the house was claimed: the claiming session finds it, and a stranger’s stays ' +
    'the stranger’s',
  async () => {
    const [ann, bob] = [await homeownerTokenOf(world.home), await homeownerTokenOf(world.home)];
    let owner = '';
    await converse(bob, 'Bob', () => converse(ann, 'Ann', async () => (owner = await claim(ann))));
    expect(await seenBy(owner)).toEqual(['Ann', 'On Ann']);
  },
);

test('E10: the next owner sees nothing of the former one’s chats, claimed or not yet', async () => {
  const former = await claim(await homeownerTokenOf(world.home));
  await converse(former, 'Former');
  const next = v7();
  await withScope(systemScope('test'), async (tx) => {
    await tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, world.home.homeownerId));
    await tx
      .insert(homeowners)
      .values({ tenantId: world.home.tenantId, id: next, houseId: world.home.houseId, fullName: 'Next' });
  });
  const scan = await homeownerTokenOf(world.home, { issuedAt: new Date(Date.now() + 1_000) });
  expect(await seenBy(scan)).toEqual([]);
  expect(await seenBy(await claim(scan))).toEqual([]);
});
