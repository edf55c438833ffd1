const MARK = /(?:^\(?|[\s:;,]\()([a-zA-Z]|[ivx]{1,4}|\d{1,2})\)\s/g;
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

type Run = { from: number; to: number; last: number; style: string; items: number };

/**
 * From the first to the last of the sentences over which a list inside running text goes, "Do this: (A) shut it. (B)
 * Wait. (C) Open it.", when the one at `at` is among them or leads to them; undefined where there is none.
 */
export function letteredRun(sentences: readonly string[], at: number): { from: number; to: number } | undefined {
  const runs: Run[] = [];
  for (const [place, sentence] of sentences.entries())
    for (const [, mark = ''] of sentence.matchAll(MARK)) {
      const going = runs.at(-1);
      const next = going && placesOf(mark).find(([style, value]) => style === going.style && value === going.last + 1);
      if (going && next) Object.assign(going, { to: place, last: next[1], items: going.items + 1 });
      else {
        const first = placesOf(mark).find(([, value]) => value === 0);
        if (first) runs.push({ from: place, to: place, last: 0, style: first[0], items: 1 });
      }
    }
  const leads = (run: Run) => run.from === at + 1 && sentences[at]!.endsWith(':');
  const own = runs.find((run) => run.items > 1 && (leads(run) || (run.from <= at && at <= run.to)));
  if (!own) return undefined;
  const before = sentences[own.from - 1]?.endsWith(':') ? own.from - 1 : own.from;
  return { from: before, to: own.to };
}

/** As what a mark may be read, and its place in the order of these: "i" is a letter and a Roman number. */
function placesOf(mark: string): [style: string, value: number][] {
  if (/^\d+$/.test(mark)) return [['number', Number(mark) - 1]];
  const roman = ROMAN.indexOf(mark.toLowerCase());
  const upper = mark === mark.toUpperCase() ? 'upper' : 'lower';
  const letter: [string, number][] =
    mark.length === 1 ? [[`${upper} letter`, mark.toLowerCase().charCodeAt(0) - 'a'.charCodeAt(0)]] : [];
  return [...(roman < 0 ? [] : [[`${upper} roman`, roman] as [string, number]]), ...letter];
}
