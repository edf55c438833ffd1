/** A text to embed, or a question and a text to be read together. */
export type Reading = string | { question: string; text: string };
export type EmbedTask = { id: number; texts: Reading[] };
/** Of a pair the vector is one number, its logit. */
export type EmbedReply = { id: number; vectors: Float32Array[] } | { id: number; error: string };
