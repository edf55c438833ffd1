export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };

export type ChatUsage = { promptTokens: number; completionTokens: number };

/** One failed try at the model. */
export type ChatFailure = { error: unknown; latencyMs: number; retry: boolean };

/** `length`: at the limit of tokens. `filtered`: the model's service held the rest back. */
export type CutReason = 'length' | 'filtered';

export type ChatOptions = {
  signal: AbortSignal;
  /** Hears of every failed try, also of those that are tried again. */
  onFailure?: (failure: ChatFailure) => void;
  /** Hears once what the answer took, when the model tells. */
  onUsage?: (usage: ChatUsage) => void;
  /** Hears that the answer ended before everything was said, and why. */
  onCut?: (why: CutReason) => void;
};

/** A language model that writes an answer piece by piece. */
export type ChatModel = {
  readonly model: string;
  /**
   * The answer's text as it comes. Throws when it cannot be had, after the retries; text that came before stays valid.
   */
  stream(messages: readonly ChatMessage[], options: ChatOptions): AsyncIterable<string>;
};
