import { describe, expect, it } from 'vitest';
import {
  conversationAfter,
  conversationFrom,
  runningAnswer,
  type Conversation,
  type ConversationEvent,
} from './conversation.ts';
import type { HistoryItem } from './chat-contract.ts';

const at = '2026-06-01T10:00:00.000Z';
const empty: Conversation = { turns: [], conversationId: null, olderCursor: null };
const after = (state: Conversation, ...events: ConversationEvent[]) => events.reduce(conversationAfter, state);
const item = (
  id: string,
  role: 'user' | 'assistant',
  content: string,
  more: Partial<HistoryItem> = {},
): HistoryItem => ({ id, role, content, citations: [], created_at: at, conversation_id: 'c1', ...more });
const citation = {
  document_id: 'd1',
  title: 'Electrical installation',
  page: 2,
  quote: 'under the stairs',
  url: '/documents/d1/download#page=2',
};

describe('F4: conversation', () => {
  it('follows an answer from question to end', () => {
    const asked = after(empty, { type: 'asked', key: 'k', text: 'Where is my fuse box?', at });
    expect(runningAnswer(asked)?.status).toBe('waiting');
    const growing = after(
      asked,
      { type: 'accepted', key: 'k', messageId: 'm1', conversationId: 'c1' },
      { type: 'grew', key: 'k', text: 'Under ' },
      { type: 'grew', key: 'k', text: 'the stairs' },
    );
    expect(runningAnswer(growing)).toMatchObject({ status: 'streaming', text: 'Under the stairs', messageId: 'm1' });
    const done = after(growing, {
      type: 'finished',
      key: 'k',
      messageId: 'm1',
      text: 'Under the stairs.',
      citations: [citation],
      mode: 'extractive',
    });
    expect(runningAnswer(done)).toBeUndefined();
    expect(done.conversationId).toBe('c1');
    expect(done.turns.map((turn) => [turn.role, turn.text])).toEqual([
      ['user', 'Where is my fuse box?'],
      ['assistant', 'Under the stairs.'],
    ]);
  });

  it('keeps the question of a failed answer and tries it again in its place', () => {
    const failed = after(
      empty,
      { type: 'asked', key: 'k', text: 'Where is my fuse box?', at },
      { type: 'grew', key: 'k', text: 'Und' },
      { type: 'failed', key: 'k', failure: { kind: 'broken', message: 'lost' } },
    );
    expect(failed.turns[1]).toMatchObject({ status: 'failed', text: 'Und', question: 'Where is my fuse box?' });
    const again = after(failed, { type: 'retried', key: 'k', at });
    expect(again.turns).toHaveLength(2);
    expect(again.turns[1]).toMatchObject({
      status: 'waiting',
      text: '',
      failure: null,
      question: 'Where is my fuse box?',
    });
  });

  it('withdraws a question and its answer together', () => {
    const state = after(
      empty,
      { type: 'asked', key: 'a', text: 'One?', at },
      { type: 'asked', key: 'b', text: 'Two?', at },
      { type: 'withdrawn', key: 'a' },
    );
    expect(state.turns.map((turn) => turn.text)).toEqual(['Two?', '']);
  });

  it('shows history oldest first and adds earlier pages on top, each message once', () => {
    const page = {
      items: [
        item('4', 'assistant', 'Answer two'),
        item('3', 'user', 'Two?'),
        item('2', 'assistant', 'Answer one', { grounded: false }),
      ],
      next_cursor: 'x',
    };
    const state = conversationFrom(page);
    expect(state.turns.map((turn) => turn.key)).toEqual(['2', '3', '4']);
    expect(state).toMatchObject({ conversationId: 'c1', olderCursor: 'x' });
    expect(state.turns[0]).toMatchObject({ mode: 'refusal', question: '' });
    const whole = after(state, {
      type: 'older',
      page: { items: [item('2', 'assistant', 'Answer one'), item('1', 'user', 'One?')], next_cursor: null },
    });
    expect(whole.turns.map((turn) => turn.key)).toEqual(['1', '2', '3', '4']);
    expect(whole.turns[1]).toMatchObject({ question: 'One?' });
    expect(whole.olderCursor).toBeNull();
  });

  it('is not disturbed by events of an answer that is gone', () => {
    const state = after(empty, { type: 'asked', key: 'a', text: 'One?', at });
    expect(after(state, { type: 'grew', key: 'gone', text: 'x' }, { type: 'stopped', key: 'gone' }).turns).toEqual(
      state.turns,
    );
  });
});
