import type { Citation } from '#db/queries/retrieval/passages.ts';
import { remember } from '#app/platform/remember.ts';
import { createLibraryCache, type LibraryCache } from './library-cache.server.ts';

export type SearchItem = Citation & { score: number };
export type SearchCache = LibraryCache<SearchItem[]>;

/** The process's results of common searches (B5): at most 3 million characters. */
export const searchCache = (): SearchCache => remember('searches', () => createLibraryCache<SearchItem[]>(3_000_000));

/** Drops every kept search of this process (E10). */
export const forgetSearches = (): void => searchCache().forget();
