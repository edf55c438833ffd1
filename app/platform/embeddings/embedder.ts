/** Length of every vector; equals the column's (db/schema/columns.ts). */
export const EMBEDDING_LENGTH = 512;

export type EmbedOptions = {
  signal?: AbortSignal;
  /** A person waits for a `question`, nobody for `ingestion`. Default: one text is a question, several are ingestion. */
  priority?: 'question' | 'ingestion';
};

/** Turns texts into vectors of one model. Vectors of different models are never compared: `model` is stored beside them. */
export type Embedder = {
  readonly model: string;
  readonly dimensions: typeof EMBEDDING_LENGTH;
  /** One unit vector a text, in order. Blank and very long texts are allowed. Throws AppError `upstream-failed` or `unavailable`. */
  embed(texts: string[], options?: EmbedOptions): Promise<number[][]>;
  close(): Promise<void>;
};
