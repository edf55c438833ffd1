import snowball from 'snowball-stemmers';

const stemmer = snowball.newStemmer('english');

/** Stems made so far: to make one costs, and the same words recur. Emptied when full, so that it stays small. */
const stems = new Map<string, string>();
const MOST_STEMS = 20_000;

/** The stem of a lower-case English word, as PostgreSQL's `english` configuration makes it. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = stemmer.stem(word);
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, made);
  return made;
}

/** The words of a text in lower case without accents: letters and digits, `1.5` in one piece; at most `limit`. */
export function wordsOf(text: string, limit = 2_000): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’']/g, ' ');
  return (plain.match(/\d+(?:[.,]\d+)+|[\p{L}\d]+/gu) ?? []).slice(0, limit);
}

/** Words that say nothing of what a question is about. */
const STOP_WORDS = new Set(
  `a about after again all almost already also always am an and any anybody anyone anything are around as asap ask at
    away back be because been before being best
  better between big bit both but by can cannot could d did do does doesn doing don done down during each either else
  etc even ever every everything few find for
  from get gets getting give go goes going gone good got great had has have having he hello help her here hi him his how
  i if in instead into is isn it its itself just keep
  kind know let like ll look looking lot m make makes many may me mean might mine more most much must my myself need
  needs never next no not nothing now of off
  often ok okay on once one only or other our out over own per please possible put quite rather re really right s same
  say see seem seems shall she should show since so
  some somebody someone something sometimes soon still such suddenly supposed sure t take tell than thank thanks that
  the their them then there these they thing things think this those
  through till to today together too toward towards trying try two under until up upon us use used using usually ve very
  via want wants was wasn way we well went were what
  whatever when where whether which while who whom whose why will with within without won wont work works would wrong y
  yes yet you your yours
  anywhere keeps keeping kept comes come coming came takes taking took taken working worked happened underneath dear
  explain describe info information happen happens happening happened house home`.split(/\s+/),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
