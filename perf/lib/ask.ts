import { Counter } from 'k6/metrics';
import { call, header, ownerHeaders, type Answer } from './call-app.ts';
import { questions, settings } from './input.ts';
import { judgeAnswer, judgeSearch } from './judge-answer.ts';
import type { LoadHouse, LoadQuestion } from './load-input.ts';
import type { Step } from './steps.ts';

/** Questions that the limit refused, as it should. */
const limited = new Counter('limited');

/** The nth question that this house's type can be asked. */
export function questionFor(house: LoadHouse, n: number): LoadQuestion {
  const mine = questions.filter((question) => question.phrases[house.house_type] !== undefined);
  return mine[n % mine.length]!;
}

/**
 * Asks over POST /api/chat and checks the answer's content (A4). `address` is whom the application sees as the sender.
 */
export function ask(house: LoadHouse, question: LoadQuestion, options: { step?: Step; address?: string } = {}): Answer {
  const { step = 'chat', address } = options;
  const mayBeLimited = step === 'chat over limit';
  return call({
    step,
    method: 'POST',
    path: '/api/chat',
    name: '/api/chat',
    headers: {
      ...ownerHeaders(house),
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(address ? { 'X-Forwarded-For': address } : {}),
    },
    body: JSON.stringify({
      message: question.question,
      context: { development_id: house.development_id, house_id: house.house_id },
    }),
    expect: mayBeLimited ? [200, 429] : [200],
    judge: (answer) =>
      answer.status === 429 ? judgeRefusal(answer) : judgeAnswer(answer.json(), question, house.house_type),
    about: `${house.house_type}: ${question.question}`,
  });
}

/** E4: a refusal says when to come back. */
function judgeRefusal(answer: Answer): string | null {
  limited.add(1);
  const seconds = Number(header(answer, 'Retry-After'));
  return seconds >= 1 && seconds <= 60 ? null : '429 without Retry-After';
}

/** GET /api/search, the retrieval behind the chat (A5). */
export function search(house: LoadHouse, text: string, step: Step = 'search'): Answer {
  return call({
    step,
    path: `/api/search?limit=8&q=${encodeURIComponent(text)}`,
    name: '/api/search',
    headers: ownerHeaders(house),
    expect: [200],
    judge: (answer) => judgeSearch(answer.json()),
    about: `${house.house_type}: ${text}`,
  });
}

/** GET /api/chat/history: what a returning owner's page loads. */
export function readHistory(house: LoadHouse): Answer {
  return call({
    step: 'history',
    path: '/api/chat/history?limit=25',
    name: '/api/chat/history',
    headers: ownerHeaders(house),
    expect: [200],
    judge: isList,
  });
}

/** GET /api/documents as the owner sees it: only those of the own house type. */
export function readDocuments(house: LoadHouse): Answer {
  return call({
    step: 'documents',
    path: '/api/documents?limit=100',
    name: '/api/documents',
    headers: ownerHeaders(house),
    expect: [200],
    judge: (answer) => isList(answer) ?? (foreignTypes(answer, house) ? 'document of another house type' : null),
    about: `${settings.tenant_slug} ${house.house_type}`,
  });
}

function isList(answer: Answer): string | null {
  return Array.isArray((answer.json() as { items?: unknown } | null)?.items) ? null : 'malformed answer';
}

function foreignTypes(answer: Answer, house: LoadHouse): boolean {
  const { items } = answer.json() as { items: { house_types: string[] }[] };
  return items.some((item) => item.house_types.length > 0 && !item.house_types.includes(house.house_type));
}
