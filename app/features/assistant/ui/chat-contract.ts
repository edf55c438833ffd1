import { ANSWER_MODES, type AnswerMode } from '#db/schema/answer-modes.ts';
import { fieldsOf, list, maybe, number, oneOf, text, truth } from './shapes.ts';

/*
 * What the browser believes of the assistant's API: everything that arrives is checked here. What is malformed throws.
 */

export type Citation = {
  document_id: string;
  title: string;
  page: number;
  quote: string;
  url: string;
  last_page?: number | undefined;
  page_label?: string | undefined;
  recognised?: boolean | undefined;
  /** Of a document that the house reads no more. */
  gone?: boolean | undefined;
};

/** How far an answer came. */
export type AnswerState = 'complete' | 'stopped' | 'failed';
const STATES: readonly AnswerState[] = ['complete', 'stopped', 'failed'];

export type AnswerEvent =
  | { type: 'meta'; message_id: string; conversation_id: string; mode: AnswerMode | undefined }
  | { type: 'delta'; text: string }
  | { type: 'citations'; citations: Citation[] }
  | {
      type: 'done';
      message_id: string;
      conversation_id: string;
      answer: string;
      grounded: boolean;
      citations: Citation[];
      mode: AnswerMode | undefined;
      state: AnswerState;
    }
  | { type: 'error'; status: number | undefined; detail: string | undefined; retry_after: number | undefined };

type Fields = ReturnType<typeof fieldsOf>;

const mode = (fields: Fields) => maybe(fields, 'mode', (of, name) => oneOf(of, name, ANSWER_MODES));

const citation = (fields: Fields): Citation => ({
  document_id: text(fields, 'document_id'),
  title: text(fields, 'title'),
  page: number(fields, 'page'),
  quote: text(fields, 'quote'),
  url: text(fields, 'url'),
  last_page: maybe(fields, 'last_page', number),
  page_label: maybe(fields, 'page_label', text),
  recognised: maybe(fields, 'recognised', truth),
  gone: maybe(fields, 'gone', truth),
});

const READERS: { [Type in AnswerEvent['type']]: (fields: Fields) => Extract<AnswerEvent, { type: Type }> } = {
  meta: (fields) => ({
    type: 'meta',
    message_id: text(fields, 'message_id'),
    conversation_id: text(fields, 'conversation_id'),
    mode: mode(fields),
  }),
  delta: (fields) => ({ type: 'delta', text: text(fields, 'text') }),
  citations: (fields) => ({ type: 'citations', citations: list(fields, 'citations', citation) }),
  done: (fields) => ({
    type: 'done',
    message_id: text(fields, 'message_id'),
    conversation_id: text(fields, 'conversation_id'),
    answer: text(fields, 'answer'),
    grounded: truth(fields, 'grounded'),
    citations: list(fields, 'citations', citation),
    mode: mode(fields),
    state: maybe(fields, 'state', (of, name) => oneOf(of, name, STATES)) ?? 'complete',
  }),
  error: (fields) => ({
    type: 'error',
    status: maybe(fields, 'status', number),
    detail: maybe(fields, 'detail', text),
    retry_after: maybe(fields, 'retry_after', number),
  }),
};

const builderAnswer = (fields: Fields): BuilderAnswer => ({
  id: text(fields, 'id'),
  text: text(fields, 'text'),
  at: text(fields, 'at'),
  seen: truth(fields, 'seen'),
});

/** One event of a stream; undefined for one that this page does not know. Throws for a malformed one. */
export function readAnswerEvent(name: string | undefined, value: () => unknown): AnswerEvent | undefined {
  if (name === undefined || !Object.hasOwn(READERS, name)) return undefined;
  return READERS[name as AnswerEvent['type']](fieldsOf(value()));
}

/** Of a question passed on to the builder: its mail is on the way, handed over, or was given up. */
export type PassedOn = 'recorded' | 'mailed' | 'unmailed';
const RATINGS: readonly ('up' | 'down')[] = ['up', 'down'];
const PASSED_ON: readonly PassedOn[] = ['recorded', 'mailed', 'unmailed'];

/** What the builder's staff answered to a question that was passed on; `seen` by its owner before. */
export type BuilderAnswer = { id: string; text: string; at: string; seen: boolean };

/** What has changed in a document since an answer was given; `told`: what the builder says of it. */
export type ChangeSince = {
  id: string;
  document_id: string | null;
  page: number;
  told: { id: string | null; text: string; at: string; seen: boolean } | null;
};

const changeSince = (fields: Fields): ChangeSince => ({
  id: text(fields, 'id'),
  document_id: maybe(fields, 'document_id', text) ?? null,
  page: number(fields, 'page'),
  told:
    maybe(fields, 'told', (of, name) => {
      const told = fieldsOf(of[name]);
      return {
        id: maybe(told, 'id', text) ?? null,
        text: text(told, 'text'),
        at: text(told, 'at'),
        seen: truth(told, 'seen'),
      };
    }) ?? null,
});

/** One message as the history shows it. */
export type HistoryItem = {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  citations: Citation[];
  created_at: string;
  conversation_id: string;
  mode?: AnswerMode | null | undefined;
  grounded?: boolean | null | undefined;
  state?: AnswerState | null | undefined;
  rating?: 'up' | 'down' | null | undefined;
  passed_on?: PassedOn | null | undefined;
  passed_on_question?: string | null | undefined;
  builder_answers?: BuilderAnswer[] | undefined;
  changes?: ChangeSince[] | undefined;
};

/** A page of the history, newest message first. */
export type HistoryPage = { items: HistoryItem[]; next_cursor: string | null };

export function readHistory(value: unknown): HistoryPage {
  const fields = fieldsOf(value);
  const items = list(fields, 'items', (item): HistoryItem => ({
    id: text(item, 'id'),
    role: oneOf(item, 'role', ['user', 'assistant']),
    content: text(item, 'content'),
    citations: list(item, 'citations', citation),
    created_at: text(item, 'created_at'),
    conversation_id: text(item, 'conversation_id'),
    mode: mode(item),
    grounded: maybe(item, 'grounded', truth),
    state: maybe(item, 'state', (of, name) => oneOf(of, name, STATES)),
    rating: maybe(item, 'rating', (of, name) => oneOf(of, name, RATINGS)),
    passed_on: maybe(item, 'passed_on', (of, name) => oneOf(of, name, PASSED_ON)),
    passed_on_question: maybe(item, 'passed_on_question', text),
    builder_answers: list(item, 'builder_answers', builderAnswer),
    changes: list(item, 'changes', changeSince),
  }));
  return { items, next_cursor: maybe(fields, 'next_cursor', text) ?? null };
}

/** What a problem (RFC 9457) says to people; undefined for anything else. */
export function readDetail(value: unknown): string | undefined {
  try {
    return text(fieldsOf(value), 'detail');
  } catch {
    return undefined;
  }
}

/** Longest question in characters (code points), as the API counts. */
export const MAX_QUESTION = 2_000;
