import { readFileSync } from 'node:fs';
import { ALIKE, groupInOrder } from '#app/features/insights/groups/group-in-order.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';

/*
 * `npm run eval:grouping`: how well questions are grouped by meaning (G9), in pairs, on made-up questions of owners.
 * The threshold is chosen on the tuning half (`--tune` prints it at several), the report half tells how good it is. The
 * order in which questions come changes groups a little: each figure is of some orders, each made by a fixed seed.
 */

type Labelled = { half: 'tuning' | 'report'; meaning: string; question: string };

const ORDERS = 20;

const labelled = readFileSync(new URL('questions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Labelled);

/** The same order for the same seed (mulberry32). */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const order = [...items];
  for (let place = order.length - 1; place > 0; place -= 1) {
    const other = Math.floor(next() * (place + 1));
    [order[place], order[other]] = [order[other]!, order[place]!];
  }
  return order;
}

function measure(items: readonly { meaning: string; vector: number[] }[], alike: number) {
  let [together, alikePairs, right, groups] = [0, 0, 0, 0];
  for (let seed = 1; seed <= ORDERS; seed += 1) {
    const order = shuffled(items, seed);
    const firsts = groupInOrder(
      order.map(({ vector }) => vector),
      alike,
    );
    groups += new Set(firsts).size;
    for (let a = 0; a < order.length; a += 1)
      for (let b = 0; b < a; b += 1) {
        const [grouped, same] = [firsts[a] === firsts[b], order[a]!.meaning === order[b]!.meaning];
        together += Number(grouped);
        alikePairs += Number(same);
        right += Number(grouped && same);
      }
  }
  const [precision, recall] = [right / together, right / alikePairs];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), groups: groups / ORDERS };
}

const embedder = createLocalEmbedder();
const vectors = await embedder.embed(labelled.map(({ question }) => question));
await embedder.close();
const placed = labelled.map((one, index) => ({ ...one, vector: vectors[index]! }));
const tell = (half: Labelled['half'], alike: number) => {
  const items = placed.filter((one) => one.half === half);
  const found = measure(items, alike);
  const meanings = new Set(items.map(({ meaning }) => meaning)).size;
  console.log(
    `${half} at ${alike.toFixed(2)}: ${items.length} questions of ${meanings} meanings in ` +
      `${found.groups.toFixed(1)} groups; of pairs, precision ${found.precision.toFixed(3)}, recall ` +
      `${found.recall.toFixed(3)}, F1 ${found.f1.toFixed(3)}`,
  );
};
if (process.argv.includes('--tune')) for (let alike = 30; alike <= 70; alike += 2) tell('tuning', alike / 100);
else for (const half of ['tuning', 'report'] as const) tell(half, ALIKE);
