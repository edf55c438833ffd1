import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { editDistance } from './edit-distance.ts';

/** Words that make a question one: grammar, so alike for every house. */
const FUNCTION_WORDS = (
  'what which when where who whose whom why how does should would could shall will must might have need there their ' +
  'they them these those that this with without from about into after before because between than then while until ' +
  'were your mine ours please'
).split(' ');

/**
 * A function word that `word` (lower case) is a misspelling of: "wich", "shud", "wheres"; undefined when it is a word
 * itself. `isKnown`: does it stand in the house's documents?
 */
export function correctFunctionWord(word: string, isKnown: (word: string) => boolean): string | undefined {
  if (word.length < 3 || isEnglishWord(word) || isKnown(word)) return undefined;
  if (word.endsWith('s') && FUNCTION_WORDS.includes(word.slice(0, -1))) return word.slice(0, -1);
  return FUNCTION_WORDS.find(
    (one) => one.charAt(0) === word.charAt(0) && one.length > 3 && (isShortened(word, one) || isNear(word, one)),
  );
}

const isNear = (word: string, one: string) => editDistance(word, one, 1) === 1;

/** Its consonants in their order and nothing else new, as in "shud", "wat", "whn". */
function isShortened(word: string, one: string): boolean {
  const bare = (text: string) => text.replace(/[aeiou]/g, '').replace(/(?<=^w)h|l(?=d$)/g, '');
  return bare(word) === bare(one) && word.length < one.length && bare(one).length > 1;
}

const OPENERS = ['what', 'when', 'where', 'how', 'why', 'which'];
const OPENS =
  /^(\W*)(\p{L}{2,3})(?=\s+(?:is|are|am|do|does|did|can|could|cud|should|shud|will|was|were|have|has|must|may)\b)/iu;

/** The text with the question word that begins it put right, a word or not: "wen is", "hw do i". */
export const correctOpening = (text: string): string =>
  text.replace(OPENS, (whole, before: string, word: string) => {
    const lower = word.toLowerCase();
    if (OPENERS.includes(lower)) return whole;
    const meant = OPENERS.find((one) => one.charAt(0) === lower.charAt(0) && isShortened(lower, one));
    return meant === undefined ? whole : before + meant;
  });
