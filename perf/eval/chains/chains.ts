import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { UNSURE } from '#app/features/assistant/answering/extractive-answer.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';

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
export type Chain = z.output<typeof schema> & { half: 'tuning' | 'report' };

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
export type FollowUp = {
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
export async function askChain(
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
export function chainFigures(asked: readonly FollowUp[]) {
  const following = asked.filter(({ at }) => at > 0);
  const answerable = following.filter(({ chain, at }) => 'pages' in chain.turns[at]!);
  const none = following.filter((one) => !answerable.includes(one));
  const plainly = following.filter(({ told }) => told === 'plainly');
  return {
    'follow-ups': following.length,
    /** Of those with an answer: a right page is cited. */
    'right page': share(answerable.filter(({ right }) => right).length, answerable.length),
    /** Of those without: not told as if it were the answer. */
    'not claimed': share(none.filter(({ told }) => told !== 'plainly').length, none.length),
    /** Of all that is told plainly: from a right page. */
    'plainly right': share(plainly.filter(({ right }) => right).length, plainly.length),
  };
}
