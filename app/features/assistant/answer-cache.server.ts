import { remember } from '#app/platform/remember.ts';
import { createLibraryCache, type LibraryCache } from '#app/features/retrieval/library-cache.server.ts';
import type { Answer } from './answer.ts';

export type AnswerCache = LibraryCache<Answer>;

/** The process's answers to common questions (B5): at most 9 million characters. */
export const answerCache = (): AnswerCache => remember('answers', () => createLibraryCache<Answer>(9_000_000));

/** Drops every kept answer of this process: a question that somebody asked may be the key of one (E10). */
export const forgetAnswers = (): void => answerCache().forget();
