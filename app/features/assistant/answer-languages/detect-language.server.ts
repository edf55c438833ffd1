import type * as tinyld from 'tinyld';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { isStopWord } from '#app/features/retrieval/words.ts';

/** Languages in which the assistant can say that it does not answer (Q10). */
export const LANGUAGES = ['en', 'ga', 'pl', 'ro', 'pt', 'uk', 'ru', 'lt', 'fr', 'es', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What prompts call them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ga: 'Irish (Gaeilge)',
  pl: 'Polish',
  ro: 'Romanian',
  pt: 'Portuguese',
  uk: 'Ukrainian',
  ru: 'Russian',
  lt: 'Lithuanian',
  fr: 'French',
  es: 'Spanish',
  de: 'German',
};

/** Characters that are looked at: more say nothing more. */
const MAX_CHARACTERS = 500;
/** Of so many of its words a text is English, whatever letters count for. */
const ENGLISH = 0.7;
/** How sure the detector must be, 0–1; less where letters with marks show that it is not English. */
const SURE = 0.05;
const SURE_OF_MARKED = 0.02;
const SURE_OF_FEW = 0.15;
/** Small words of English that no other of the languages writes, marks or not: "die" and "in" are many a language's. */
const ENGLISH_ALONE = new Set(
  `the what whats where wheres when which who whos why how hows there does did can could should would have with from
  this that these our your and near`.split(/\s+/),
);
/** Plain words of Irish, of which the detector is seldom sure. */
const IRISH = new Set(
  `ca cad ce conas cathain cen bhfuil ta nil an na mo agam agat aige againn ag ar le mar sa san seo sin do dom den don
  is ba nach gach mhaith liom feidir bhaile teach ceist raibh rinne chun leis faoi`.split(/\s+/),
);
/** How often a word of these must stand: they are words of other languages too, one by one. */
const IRISH_WORDS = 2;

/**
 * The language of a question: English unless it is surely one of the others. A name, a code or two words are English:
 * to decline an English question is worse than to look for one in another language.
 */
export async function detectLanguage(question: string): Promise<Language> {
  const text = question.slice(0, MAX_CHARACTERS);
  const marked = /[^\p{ASCII}’‘“”–—…€£°²³½]/u.test(text);
  // A code or an abbreviation is of no language.
  const words = wordsAsWritten(text).map(plain);
  if (marked ? isEnglishButForNames(text) : words.length <= 2 || isEnglish(words)) return 'en';
  if (/[а-яіїєґ]/i.test(text)) return cyrillic(text);
  if (isIrish(text, words)) return 'ga';
  const { detectAll } = await detector();
  const [first] = detectAll(text, { only: [...LANGUAGES] });
  const found = LANGUAGES.find((one) => one === first?.lang);
  if (!first || !found) return 'en';
  return first.accuracy >= (marked ? SURE_OF_MARKED : words.length <= 3 ? SURE_OF_FEW : SURE) ? found : 'en';
}

const wordsAsWritten = (text: string): string[] =>
  (text.match(/[\p{L}\p{M}\d]+/gu) ?? [])
    .slice(0, 100)
    .filter((word) => !/\d/.test(word) && (word !== word.toUpperCase() || text === text.toUpperCase()));

const plain = (word: string): string => word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** English writes marks too: in names ("Áine", "Mühle") and in words that it took over ("crèche"). */
function isEnglishButForNames(text: string): boolean {
  const isName = (word: string, at: number) => /^\p{Lu}/u.test(word) && (at > 0 || /\P{ASCII}/u.test(word));
  const written = wordsAsWritten(text);
  const words = (text === text.toUpperCase() ? written : written.filter((word, at) => !isName(word, at))).map(plain);
  return words.some((word) => ENGLISH_ALONE.has(word)) && isEnglish(words);
}

/** Ukrainian or Russian, by the letters and small words that only one of them has. */
function cyrillic(text: string): Language {
  if (/[іїєґ]|(?<!\p{L})(?:де|чи|як|що|коли|хто|немає)(?!\p{L})/iu.test(text)) return 'uk';
  return 'ru';
}

function isEnglish(words: readonly string[]): boolean {
  const long = words.filter((word) => word.length >= 3);
  const known = long.filter((word) => isStopWord(word) || isEnglishWord(word));
  return known.length >= ENGLISH * long.length;
}

/** By its small words, and by the letters that it puts before others: `bhfuil`, `gclós`, `mbosca`. */
function isIrish(text: string, words: readonly string[]): boolean {
  if (/[ăâîșțąęłńśźżãõçñßäöüėįųūčšžа-яіїє]/iu.test(text)) return false;
  const small = words.filter((word) => IRISH.has(word)).length;
  const eclipsed = words.filter((word) => /^(?:bhf|mb|gc|nd|bp|dt|ng|[bcdfgmpst]h[aeiou])/.test(word)).length;
  return small >= IRISH_WORDS && small + eclipsed >= words.length / 3 && (/[áéíóú]/i.test(text) || eclipsed > 0);
}

let loaded: Promise<typeof tinyld> | undefined;

/** Loaded with the first question that is not plainly English. */
const detector = () => (loaded ??= import('tinyld'));
