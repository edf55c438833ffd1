import type { ChatUsage } from './chat-model.ts';

export type ChunkFacts = { text: string; finish?: string; usage?: ChatUsage };

/** More tokens than any answer takes: a count beyond it is no count. */
const MAX_TOKENS = 10_000_000;

/**
 * What a streamed chunk says, of whatever shape a model's server gives it: what is of another type than the protocol's
 * is not there.
 */
export function readChunk(chunk: unknown): ChunkFacts {
  const { choices, usage } = recordOf(chunk);
  const choice = recordOf(Array.isArray(choices) ? choices[0] : undefined);
  const { content } = recordOf(choice.delta);
  return {
    text: typeof content === 'string' ? content : '',
    finish:
      typeof choice.finish_reason === 'string' && choice.finish_reason !== ''
        ? choice.finish_reason.slice(0, 50)
        : undefined,
    usage: usageOf(recordOf(usage)),
  };
}

function usageOf({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
}: Record<string, unknown>): ChatUsage | undefined {
  return isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : undefined;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TOKENS;

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
