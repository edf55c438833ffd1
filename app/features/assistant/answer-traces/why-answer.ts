import type { Danger } from '../safety/classify-danger.ts';
import type { Blocker } from '../answering/decide-answerable.ts';

/*
 * Why an answer was given (H6), as it is stored beside it. Texts are cut: a whole one stays below 96 KiB of JSON.
 */

/** One thing that was weighed: its value, 0–1 unless told, and what it counts. */
export type Weighed = { name: string; value: number; weight: number };

export type WhyPassage = {
  chunk_id: string;
  document_id: string;
  title: string;
  page: number;
  heading: string | null;
  /** By words: share of what the question names that it holds, 0–1; null where nobody counted. */
  words: number | null;
  /** By meaning: cosine to the question; null without vectors. */
  cosine: number | null;
  /** Both with heading and title, and its nearest sentence, 0–1. */
  score: number;
  /** The sentence, item or row that answers best, with what speaks for it; null where nothing may be quoted. */
  best: { text: string; score: number; parts: Weighed[] } | null;
  /** Was it handed to the language model? */
  prompted: boolean;
};

export type WhyDecision = {
  parts: Weighed[];
  /** What counts whatever is found. */
  bias: number;
  /** Sum of the parts and the bias; null where something else decided. */
  confidence: number | null;
  /** Above it the documents probably answer. */
  threshold: number;
  /** `asks-back`: nobody can tell what is meant. */
  verdict: 'answers' | 'declines' | 'asks-back';
  /** What decided before anything was weighed. */
  blocked_by: Blocker | null;
  calibrated: boolean;
  /**
   * Is what is quoted probably the right place? Sure above 0; what is not is said to be the nearest that was found.
   * Null where nobody can tell.
   */
  sure: { parts: Weighed[]; bias: number; sum: number } | null;
};

/** One look into the house's documents. */
export type WhySearch = {
  /** What was looked for: with the subject of the talk before it, where the question leans on that. */
  text: string;
  /** The question with its spelling put right. */
  asked: string;
  with_talk: boolean;
  /** Is the answer made of this one? Of several readings of a question one is. */
  chosen: boolean;
  /** Did meaning count, or words alone? */
  by_meaning: boolean;
  /** The kind of thing that is asked for. */
  kind: string;
  terms: { words: string; weight: number; known: boolean }[];
  identifiers: string[];
  passages: WhyPassage[];
  /** Null where a language model judged. */
  decision: WhyDecision | null;
};

export type WhyAnswer = {
  version: 1;
  /** ISO 639-1, of the question. */
  language: string | null;
  danger: Danger | null;
  /** Was the answer kept from the same question of a house of the same type? The searches are those of its making. */
  kept: boolean;
  embedding_model: string | null;
  /** Of what the development's houses could search then; null where nothing was searched. */
  library_version: string | null;
  /** What a language model did; null where none is configured. */
  model: { name: string; outcome: 'wrote' | 'declined' | 'away'; left_out: boolean } | null;
  searches: WhySearch[];
  /** Milliseconds, in the order of what was done. */
  stages: { name: Stage; ms: number }[];
};

/** `vocabulary` to `find` are parts of `search`; `answer` is the whole until it was stored. */
export const STAGES = [
  'language',
  'translate',
  'search',
  'vocabulary',
  'embed',
  'find',
  'weigh',
  'decide',
  'write',
  'first_text',
  'answer',
] as const;

export type Stage = (typeof STAGES)[number];
