/** Length of every vector; equals the column's (db/schema/columns.ts). */
export const EMBEDDING_LENGTH = 512;

export type EmbedOptions = {
  signal?: AbortSignal;
  /**
   * A person waits for a `question`, nobody for `ingestion`. Default: one text is a question, several are ingestion.
   */
  priority?: 'question' | 'ingestion';
  /** Whose work it is, for the record of what a provider was paid for. Default: the request's tenant. */
  tenantId?: string;
};

/** What came of one call to a provider; the embedded model makes none. */
export type EmbeddingCall = { model: string; latencyMs: number; tenantId: string | undefined } & (
  | { promptTokens: number }
  | { error: unknown; retry: boolean }
);

/**
 * Turns texts into vectors of one model. Vectors of different models are never compared: `model` is stored beside them.
 */
export type Embedder = {
  readonly model: string;
  readonly dimensions: typeof EMBEDDING_LENGTH;
  /**
   * One unit vector a text, in order. Blank and very long texts are allowed. Throws AppError `upstream-failed` or
   * `unavailable`.
   */
  embed(texts: string[], options?: EmbedOptions): Promise<number[][]>;
  /**
   * How likely each text answers the question, told by a cross-encoder, which reads both together: a logit a text, in
   * order. The local model has one. A person waits for it unless told. Throws as `embed` does.
   */
  scorePairs?(question: string, texts: string[], options?: EmbedOptions): Promise<number[]>;
  close(): Promise<void>;
};

/** What answers are found and weighed with. */
export type AnswerEmbedder = Pick<Embedder, 'model' | 'embed' | 'scorePairs'>;
