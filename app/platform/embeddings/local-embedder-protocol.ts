export type EmbedTask = { id: number; texts: string[] };
export type EmbedReply = { id: number; vectors: Float32Array[] } | { id: number; error: string };
