import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import type { Verdict } from '../../harness/report/verdict.ts';

const schema = z.strictObject({
  id: z.string().min(3),
  estate: z.string(),
  /** The kind of home that asks. */
  ask: z.string(),
  /** The first begins the conversation; the others follow it up. */
  turns: z
    .array(
      z.union([
        /** Every page that answers it, `<document>:<page>`. */
        z.strictObject({ question: z.string().min(3), pages: z.array(z.string().regex(/^[a-z-]+:\d+$/)).min(1) }),
        /** Why nothing answers it. */
        z.strictObject({ question: z.string().min(3), none: z.string().min(5) }),
      ]),
    )
    .min(4),
});

/** A conversation in which each question follows up the one before it (Q7). */
type Chain = z.output<typeof schema> & { half: 'tuning' | 'report' };

/** The chains of an estate, both halves. */
export async function readChains(estate: string): Promise<Chain[]> {
  const chains: Chain[] = [];
  for (const half of ['tuning', 'report'] as const) {
    const lines = (await readFile(join(import.meta.dirname, `${half}.jsonl`), 'utf8')).trim().split('\n');
    chains.push(...lines.map((line) => ({ ...schema.parse(JSON.parse(line)), half })));
  }
  return chains.filter((chain) => chain.estate === estate);
}

/** How a question of a chain was answered: plainly, as doubtful, or not at all. */
type FollowUp = {
  chain: Chain;
  at: number;
  told: 'plainly' | 'as doubtful' | 'not';
  /** A right page is cited. */
  right: boolean;
  cited: string[];
  answer: string;
};

type Loaded = { scopeOf(home: string): HouseScope; placeOf(documentId: string, page: number): string };

/** Asks every question of a chain, one after the other in one conversation, of the product without a language model. */
async function askChain(
  chain: Chain,
  { scopeOf, placeOf }: Loaded,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<FollowUp[]> {
  const answerer = answerFromDocuments({ embedder, chatModel: null });
  const scope = scopeOf(chain.ask);
  const before: Turn[] = [];
  const asked: FollowUp[] = [];
  for (const [at, turn] of chain.turns.entries()) {
    const answer = await answerer(
      scope,
      { conversationId: '', questionId: '', answerId: '', question: turn.question, before: [...before] },
      { signal: new AbortController().signal },
    );
    before.push({ role: 'user', content: turn.question }, { role: 'assistant', content: answer.text });
    const cited = answer.citations.map(({ document_id, page }) => placeOf(document_id, page));
    asked.push({
      chain,
      at,
      told: !answer.grounded ? 'not' : answer.text.startsWith(UNSURE) ? 'as doubtful' : 'plainly',
      right: 'pages' in turn && cited.some((page) => turn.pages.includes(page)),
      cited,
      answer: answer.text,
    });
  }
  return asked;
}

const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);

/** The figures of what follows up: shares of 0–1, NaN where there is nothing to count. */
function chainFigures(asked: readonly FollowUp[]) {
  const following = asked.filter(({ at }) => at > 0);
  const answerable = following.filter(({ chain, at }) => 'pages' in chain.turns[at]!);
  const none = following.filter((one) => !answerable.includes(one));
  const plainly = following.filter(({ told }) => told === 'plainly');
  return {
    questions: following.length,
    /** Of those with an answer: a right page is cited. */
    'right page': share(answerable.filter(({ right }) => right).length, answerable.length),
    /** Of those without: not told as if it were the answer. */
    'not claimed': share(none.filter(({ told }) => told !== 'plainly').length, none.length),
    /** Of all that is told plainly: from a right page. */
    'plainly right': share(plainly.filter(({ right }) => right).length, plainly.length),
  };
}

/** What a report half must reach: just below what was measured. Raised when earned, never lowered to pass. */
const GATES: Record<string, Record<'right page' | 'not claimed' | 'plainly right', number>> = {
  longview: { 'right page': 0.65, 'not claimed': 1, 'plainly right': 0.88 },
  'ropeworks-quay': { 'right page': 0.78, 'not claimed': 1, 'plainly right': 1 },
};

/**
 * Asks the chains of an estate and says a line for each half, with `failures` what went wrong in the tuning half alone.
 * Returns the verdicts on the report half; none for an estate without chains.
 */
export async function measureChains(
  estate: string,
  loaded: Loaded,
  embedder: Pick<Embedder, 'model' | 'embed'>,
  say: (line: string) => void,
  failures: boolean,
): Promise<Verdict[]> {
  const asked: FollowUp[] = [];
  for (const chain of await readChains(estate)) asked.push(...(await askChain(chain, loaded, embedder)));
  const gates = GATES[estate];
  if (!gates) return [];
  const halves = (['tuning', 'report'] as const).map((half) => {
    const figures = chainFigures(asked.filter(({ chain }) => chain.half === half));
    const told = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`);
    say(`${estate}, follow-ups, ${half} half: ${told.join(', ')}`);
    return figures;
  });
  if (failures) for (const one of asked.filter(isWrong)) say(failureOf(one));
  return (Object.keys(gates) as (keyof typeof gates)[]).map((name) => ({
    requirements: ['Q7'],
    what: `${estate}, report half: follow-ups, ${name} must be at least ${gates[name]}`,
    figure: `${halves[1]![name].toFixed(3)} over ${halves[1]!.questions} questions`,
    passed: halves[1]![name] >= gates[name],
  }));
}

const isWrong = ({ chain, at, right, told }: FollowUp) =>
  chain.half === 'tuning' && ('pages' in chain.turns[at]! ? !right : told === 'plainly');

function failureOf({ chain, at, told, cited, answer }: FollowUp): string {
  const turn = chain.turns[at]!;
  const asked = chain.turns.slice(0, at + 1).map(({ question }) => question);
  return (
    `\n${chain.id} [${chain.ask}] ${asked.join(' > ')}\n  wanted ` +
    `${'pages' in turn ? turn.pages.join(', ') : `nothing: ${turn.none}`}; told ${told}; cited ${cited.join(' ')}\n` +
    `  ${answer.slice(0, 300).replaceAll('\n', '\n  ')}`
  );
}
