import { remember } from '#app/platform/remember.ts';
import { createLibraryCache, type LibraryCache } from './library-cache.server.ts';

export type SearchItem = {
  document_id: string;
  title: string;
  page: number;
  quote: string;
  score: number;
  url: string;
};
export type SearchCache = LibraryCache<SearchItem[]>;

/** The process's results of common searches (B5): at most 3 million characters. */
export const searchCache = (): SearchCache => remember('searches', () => createLibraryCache<SearchItem[]>(3_000_000));
