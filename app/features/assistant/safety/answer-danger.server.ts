import type { HouseScope } from '#db/scope.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import type { Answer } from '../answer.ts';
import type { Danger } from './classify-danger.ts';
import { ADVICE } from './danger-advice.ts';
import { readContacts } from './read-contacts.server.ts';
import { onlyNumbers, whatToDo, type Contacts } from './what-to-do.ts';

/** How long the documents are searched for the place to shut off, milliseconds. */
const LOOK_UP_MS = 5_000;

type Turn = {
  question: string;
  signal: AbortSignal;
  tell?: ((text: string) => void) | undefined;
  /** What the documents of the house say, in their own words. */
  quote: (question: string, signal: AbortSignal) => Promise<Answer>;
  /** The ordinary answer to the question. */
  answer: () => Promise<Answer>;
};

/**
 * The answer to a message that tells of danger (F9). What happens now: first what to do and whom to ring, told before
 * anything is looked up; beneath it, quoted, the place in this house, or else what its documents say of the question.
 * What is only asked about: whom to ring if it does happen, then the ordinary answer; where the documents have none,
 * what to do.
 */
export async function answerDanger(scope: HouseScope, danger: Danger, turn: Turn): Promise<Answer> {
  const contacts = await readContacts(scope);
  if (!danger.now) return answerAsked(danger, contacts, turn);
  const first = whatToDo(danger.hazard, contacts);
  turn.tell?.(first);
  const { place } = ADVICE[danger.hazard];
  const [own, where] = (await lookUp(turn, [turn.question, place.question])).map((answer) =>
    // Whom to ring is told above already.
    answer?.grounded && answer.mode !== 'record' ? firstExcerpt(answer) : undefined,
  );
  const found = where && (place.always || !own) && isAbout(where, place.shows) ? where : undefined;
  const told = found
    ? { ...found, text: `**${place.heading}**\n\n${found.text}` }
    : own && (!place.always || isAbout(own, place.shows))
      ? own
      : missing(place.missing, contacts);
  turn.tell?.(`\n\n${told.text}`);
  const { citations } = told;
  return { text: `${first}\n\n${told.text}`, grounded: citations.length > 0, citations, mode: 'safety' };
}

async function answerAsked(danger: Danger, contacts: Contacts, turn: Turn): Promise<Answer> {
  const first = onlyNumbers(danger.hazard, contacts);
  turn.tell?.(first);
  const answer = await turn.answer();
  if (answer.mode === 'refusal') {
    const steps = whatToDo(danger.hazard, contacts);
    turn.tell?.(`\n\n${steps}`);
    return { text: `${first}\n\n${steps}`, grounded: false, citations: [], mode: 'safety' };
  }
  turn.tell?.(`\n\n${answer.text}`);
  return { ...answer, text: `${first}\n\n${answer.text}` };
}

/** Answers of the documents; none for what failed or took too long, since the reader has what matters already. */
async function lookUp(turn: Turn, questions: readonly string[]): Promise<(Answer | undefined)[]> {
  const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(LOOK_UP_MS)]);
  const found: (Answer | undefined)[] = [];
  for (const question of questions) {
    try {
      found.push(await turn.quote(question, signal));
    } catch (error) {
      turn.signal.throwIfAborted();
      if (!signal.aborted) logApiError(error);
      found.push(undefined);
    }
  }
  return found;
}

type Told = Pick<Answer, 'text' | 'citations'>;

function isAbout(answer: Told, words: readonly string[]): boolean {
  const said = [answer.text, ...answer.citations.map(({ quote }) => quote)].join('\n').toLowerCase();
  return words.some((word) => said.includes(word));
}

/** Up to its first source: who is in danger reads no second excerpt. */
function firstExcerpt({ text, citations }: Answer): Told {
  const second = text.search(/(?<!\\)\[2\]/);
  const end = second < 0 ? -1 : text.lastIndexOf('[1]', second);
  return end < 0 ? { text, citations } : { text: text.slice(0, end + 3), citations: citations.slice(0, 1) };
}

function missing(words: string, { builder }: Contacts): Told {
  const ring = builder ? ` Ask ${builder.name}, **${builder.phone}**.` : '';
  return { text: `${words}${ring}`, citations: [] };
}
