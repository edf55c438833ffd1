import type { HouseScope } from '#db/scope.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import type { Answer } from '../answer.ts';
import { withoutReportWay } from '../report-way.ts';
import type { Danger } from './classify-danger.ts';
import { ADVICE, type Advice } from './danger-advice.ts';
import { contactsInTime, readContacts } from './read-contacts.server.ts';
import { onlyNumbers, ringBuilder, whatToDo, type Contacts } from './what-to-do.ts';

/** How long the documents are searched for the place to shut off, milliseconds. */
const LOOK_UP_MS = 5_000;
/** How long whom to ring for the house is waited for, milliseconds. */
const CONTACTS_MS = 500;

type Turn = {
  question: string;
  signal: AbortSignal;
  tell?: ((text: string) => void) | undefined;
  contactsWithinMs?: number | undefined;
  /** What the documents of the house say, in their own words. */
  quote: (question: string, signal: AbortSignal) => Promise<Answer>;
  /** The ordinary answer to the question. */
  answer: () => Promise<Answer>;
};

/**
 * The answer to a message that tells of danger (F9). What happens now: first what to do and whom to ring, told before
 * anything is looked up; beneath it, quoted, the place in this house, or else what its documents say of the question.
 * What is only asked about: whom to ring if it does happen, then the ordinary answer; where the documents have none,
 * what to do. Of people hurt or poisoned nothing is looked up, whether it happens or is asked about: what a document
 * says of the dishwasher must not stand beside it.
 */
export async function answerDanger(scope: HouseScope, danger: Danger, turn: Turn): Promise<Answer> {
  const contacts = await contactsInTime(readContacts(scope), turn.contactsWithinMs ?? CONTACTS_MS);
  const { place } = ADVICE[danger.hazard];
  if (!danger.now && place) return answerAsked(danger, contacts, turn);
  const first = whatToDo(danger.hazard, contacts);
  turn.tell?.(first);
  if (!place) return inDanger(first, []);
  const until = AbortSignal.any([turn.signal, AbortSignal.timeout(LOOK_UP_MS)]);
  const told = await tellPlace(turn, place, contacts, until);
  turn.tell?.(`\n\n${told.text}`);
  const valve = danger.water && ADVICE.water.place;
  if (!valve) return inDanger(`${first}\n\n${told.text}`, told.citations);
  const water = after(told, withNumber(await tellPlace(turn, valve, contacts, until), contacts));
  turn.tell?.(`\n\n${water.text}`);
  return inDanger(`${first}\n\n${told.text}\n\n${water.text}`, [...told.citations, ...water.citations]);
}

const inDanger = (text: string, citations: Answer['citations']): Answer => ({
  text,
  grounded: citations.length > 0,
  citations,
  mode: 'safety',
});

/** With whom to ring for the house beneath it; what is missing names them already. */
function withNumber({ text, citations }: Told, { line, builder }: Contacts): Told {
  const whom = citations.length > 0 ? (line ?? builder) : undefined;
  return { text: whom ? `${text}\n\nThen ring ${ringBuilder(whom)}.` : text, citations };
}

/** The second's marks counted on from the first's sources. */
const after = (first: Told, { text, citations }: Told): Told => ({
  text: text.replace(/(?<!\\)\[(\d{1,2})\]/g, (_, mark: string) => `[${Number(mark) + first.citations.length}]`),
  citations,
});

/** A place of this house as its documents tell it, or what they say of the question, or that it is not known. */
async function tellPlace(
  turn: Turn,
  place: NonNullable<Advice['place']>,
  contacts: Contacts,
  until: AbortSignal,
): Promise<Told> {
  const where = await lookUp(turn, place.question, until);
  const about = (told: Told | undefined) => (told && isAbout(told, place.shows) ? told : undefined);
  const found = about(where.told) ?? (place.orNone ? about((await lookUp(turn, place.orNone, until)).told) : undefined);
  const own = found && place.always ? undefined : (await lookUp(turn, turn.question, until)).told;
  if (found && (place.always || !own)) return { ...found, text: `**${place.heading}**\n\n${found.text}` };
  return own && (!place.always || isAbout(own, place.shows)) ? own : missing(place, where.looked, contacts);
}

async function answerAsked(danger: Danger, contacts: Contacts, turn: Turn): Promise<Answer> {
  const first = onlyNumbers(danger.hazard, contacts);
  turn.tell?.(first);
  const answer = await turn.answer().catch((error: unknown) => {
    turn.signal.throwIfAborted();
    logApiError(error);
    return undefined;
  });
  if (!answer || answer.mode === 'refusal') {
    const steps = whatToDo(danger.hazard, contacts);
    turn.tell?.(`\n\n${steps}`);
    return { text: `${first}\n\n${steps}`, grounded: false, citations: [], mode: 'safety' };
  }
  const text = withoutReportWay(answer.text);
  turn.tell?.(`\n\n${text}`);
  return { ...answer, text: `${first}\n\n${text}` };
}

/** What the documents say, if anything; `looked`: they were searched to the end, neither failed nor too late. */
async function lookUp(turn: Turn, question: string, until: AbortSignal): Promise<{ looked: boolean; told?: Told }> {
  try {
    until.throwIfAborted();
    const answer = await turn.quote(question, until);
    // Whom to ring is told already.
    const quoted = answer.grounded && answer.mode !== 'record';
    if (!quoted) return { looked: true };
    return { looked: true, told: firstExcerpt({ ...answer, text: withoutReportWay(answer.text) }) };
  } catch (error) {
    turn.signal.throwIfAborted();
    if (!until.aborted) logApiError(error);
    return { looked: false };
  }
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

function missing({ unknown, usual }: NonNullable<Advice['place']>, looked: boolean, { builder }: Contacts): Told {
  const said = looked ? `Your documents do not say ${unknown}.` : `I could not look up ${unknown} just now.`;
  const ask = builder && `Ask ${ringBuilder(builder)}.`;
  return { text: [said, usual, ask].filter(Boolean).join(' '), citations: [] };
}
