import { findStoredAnswer, ownsQuestion } from '#db/queries/assistant/conversations.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { env } from '#app/platform/env.ts';
import { problemOf } from '#app/platform/http.ts';
import { questionIdOf } from './answer-id.ts';
import type { EventPlace } from './event-id.ts';
import { findLiveAnswer, type AnswerEvent } from './live-answers.server.ts';
import { noSuchAnswer } from './no-such-answer.ts';
import { eventStream, lineOf, streamAnswer } from './stream-answer.server.ts';

/** How often and how many times an answer that another instance may be making is looked for. */
const LOOK_MS = 1_000;
const LOOKS = 120;

type Stored = NonNullable<Awaited<ReturnType<typeof findStoredAnswer>>>;

/**
 * The rest of an answer of this session after the place where its reader was (F4): from memory while it is made and
 * shortly after, else from what was stored, without a word lost or told twice. One that never came ends with an error
 * event. Throws AppError 404 for an answer that is not the session's.
 */
export async function resumeAnswer(scope: HouseScope, place: EventPlace, signal: AbortSignal): Promise<Response> {
  const live = findLiveAnswer(scope, place.messageId);
  if (live) return streamAnswer(live, signal, place.count);
  const look = () => withScope(scope, (tx) => findStoredAnswer(tx, scope, place.messageId), { readOnly: true });
  const stored = await look();
  if (!stored && !(await isOpen(scope, place.messageId))) throw noSuchAnswer();
  return eventStream(signal, async function* (left) {
    let found = stored;
    // A lone process that does not make it now never will: it was ended in the middle.
    for (let looks = env.DATABASE_URL ? LOOKS : 0; !found && looks > 0 && !left.aborted; looks -= 1) {
      await pause(LOOK_MS, left);
      found = await look();
      yield ': still waiting\n\n';
    }
    if (!left.aborted) yield* restOf(place, found);
  });
}

/** Is it the answer to a question of this session that has none yet? */
async function isOpen(scope: HouseScope, messageId: string): Promise<boolean> {
  const questionId = questionIdOf(messageId);
  if (questionId === undefined) return false;
  return withScope(scope, (tx) => ownsQuestion(tx, scope, questionId), { readOnly: true });
}

function* restOf(place: EventPlace, stored: Stored | undefined): Generator<string> {
  const { messageId } = place;
  let count = place.count;
  const line = (event: AnswerEvent) => lineOf(messageId, (count += 1), event);
  if (!stored) {
    const error = new AppError('unavailable', 'The answer was interrupted. Ask your question again.');
    return yield line({ event: 'error', data: problemOf(error), told: place.told });
  }
  const { conversationId, content, citations, mode, state } = stored;
  const grounded = stored.grounded ?? false;
  const told = content.length;
  const names = { message_id: messageId, conversation_id: conversationId };
  if (place.count === 0) yield line({ event: 'meta', data: names, told: 0 });
  const rest = content.slice(place.told);
  if (rest !== '') yield line({ event: 'delta', data: { text: rest }, told });
  yield line({ event: 'citations', data: { citations, grounded, mode }, told });
  const body = { ...names, answer: content, grounded, citations, mode };
  yield line({ event: 'done', data: state === 'complete' ? body : { ...body, state }, told });
}

/** Settles after `milliseconds`, or when `signal` fires. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
