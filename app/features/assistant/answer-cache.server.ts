import { remember } from '#app/platform/remember.ts';
import { createLibraryCache, type LibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import type { Answer } from './answer.ts';
import type { MadeOf } from './answer-traces/trace-notes.ts';

/** An answer with what it is made of (H6). */
export type KeptAnswer = Answer & { made?: MadeOf };

export type AnswerCache = LibraryCache<KeptAnswer>;

/** The process's answers to common questions (B5): at most 9 million characters. */
export const answerCache = (): AnswerCache => remember('answers', () => createLibraryCache<KeptAnswer>(9_000_000));

/** Drops every kept answer of this process: a question that somebody asked may be the key of one (E10). */
export const forgetAnswers = (): void => answerCache().forget();
