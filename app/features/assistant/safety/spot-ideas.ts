import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { editDistance } from '#app/features/retrieval/edit-distance.ts';

/** A phrase found in a sentence: the ideas that it carries, and where it begins, counted in words. */
export type Spot = { ideas: readonly string[]; at: number; words: number };

type Phrase = { words: { text: string; open: boolean }[]; ideas: readonly string[] };

/** Characters of a message that are looked at: all that a message may have, which bounds its words too. */
const MAX_CHARACTERS = 2_000;
/** A word this long may have one letter wrong; one of LONG, two. */
const CORRECTED = 4;
const LONG = 9;

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/(?<![\p{L}\p{M}])([cdjlmnst]|qu)['’](?=\p{L})/gu, '$1 ')
    .replace(/[\p{Mn}\p{Cf}'’‘`´]/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss')
    .replace(/(\p{L})\1{2,}/gu, '$1');

/** What is known of words, by the beginning of a phrase and of a word. */
type Known = { phrases: Map<string, Phrase[]>; spelt: Map<string, Set<string>>; respellings: Map<string, string> };

/** A reader of sentences for such lists: finds their phrases, each word in one of them, misspelt English ones too. */
export function spotterOf(lists: readonly (readonly [ideas: string, phrases: string])[]) {
  const known: Known = { phrases: new Map(), spelt: new Map(), respellings: new Map() };
  for (const [ideas, phrases] of lists) for (const phrase of phrases.split(',')) learn(known, phrase, ideas.split(' '));
  for (const list of known.phrases.values()) list.sort((a, b) => weight(b) - weight(a));
  return (sentence: readonly string[]): Spot[] => spotIdeas(known, sentence);
}

/** A phrase that stands on several lines carries the ideas of all. */
function learn({ phrases, spelt }: Known, phrase: string, ideas: readonly string[]): void {
  const words = plain(phrase)
    .trim()
    .split(/[\s-]+/)
    .map((word) => ({ text: word.replace('*', ''), open: word.endsWith('*') }));
  const key = words[0]?.text.slice(0, 2) ?? '';
  const known = phrases.get(key) ?? [];
  const same = known.find((one) => JSON.stringify(one.words) === JSON.stringify(words));
  if (same) same.ideas = [...same.ideas, ...ideas];
  else phrases.set(key, [...known, { words, ideas }]);
  for (const { text } of words)
    if (text.length >= CORRECTED && /^[a-z]+$/.test(text))
      spelt.set(text.charAt(0), (spelt.get(text.charAt(0)) ?? new Set()).add(text));
}

function weight({ words }: Phrase): number {
  return words.length * 100 + words.reduce((sum, { text, open }) => sum + text.length - (open ? 1 : 0), 0);
}

/** A message as sentences, each of clauses, each of plain words; at most 2,000 characters of it. */
export function sentencesOf(message: string): string[][][] {
  const text = message.slice(0, MAX_CHARACTERS).replace(/(^|\s)[-−–]\s?(?=\d)/g, '$1minus ');
  return text
    .split(/[.!?;:\n…](?=\s|$)|[!?\n;]/)
    .map((sentence) =>
      sentence
        .split(/[,()–—]+|\s-+\s/)
        .map(wordsOfClause)
        .filter((words) => words.length > 0),
    )
    .filter((clauses) => clauses.length > 0);
}

const wordsOfClause = (clause: string): string[] => plain(clause).match(/[\p{L}\d]+/gu) ?? [];

function spotIdeas(known: Known, sentence: readonly string[]): Spot[] {
  const words = sentence.map((word) => respelt(known, word));
  const spots: Spot[] = [];
  for (let at = 0; at < words.length;) {
    const found = (known.phrases.get((words[at] ?? '').slice(0, 2)) ?? []).find((one) => begins(words, at, one));
    if (found) spots.push({ ideas: found.ideas, at, words: found.words.length });
    at += found?.words.length ?? 1;
  }
  return spots;
}

function begins(words: readonly string[], at: number, phrase: Phrase): boolean {
  return phrase.words.every(({ text, open }, index) => {
    const word = words[at + index];
    return word !== undefined && (open ? word.startsWith(text) : word === text);
  });
}

function respelt({ spelt, respellings }: Known, word: string): string {
  if (word.length < CORRECTED || !/^[a-z]+$/.test(word)) return word;
  const kept = respellings.get(word);
  if (kept !== undefined) return kept;
  const made = correct([...(spelt.get(word.charAt(0)) ?? [])], word);
  if (respellings.size > 2_000) respellings.clear();
  respellings.set(word, made);
  return made;
}

function correct(known: readonly string[], word: string): string {
  if (known.some((one) => word.startsWith(one)) || isOrdinary(word)) return word;
  const limit = word.length >= LONG ? 2 : 1;
  const near = (one: string) =>
    Math.abs(one.length - word.length) <= limit &&
    editDistance(word, one, limit) <= limit &&
    // So short a word has its letters in another order, or one of them twice.
    (one.length > CORRECTED || sorted(word) === sorted(one) || word.replace(/(.)\1/g, '$1') === one);
  return known.find(near) ?? word;
}

/** An English word, or a form of one. */
const isOrdinary = (word: string) =>
  isEnglishWord(word) || ENDINGS.some((end) => word.endsWith(end) && isEnglishWord(word.slice(0, -end.length)));

const ENDINGS = ['s', 'es', 'd', 'ed', 'r', 'er', 'ing', 'ly', 'y'];

const sorted = (word: string) => [...word].toSorted().join('');
