import type { Retrieval } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { ScoredPassage, Subject } from '../answering/score-units.server.ts';
import type { Calibration } from '../answering/signals.ts';
import type { Stage, WhyAnswer } from './why-answer.ts';

/** What was found about a question and how it was weighed. */
export type Judged = {
  /** The question with its spelling put right. */
  asked: string;
  subject: Subject;
  /** Best first, each with its sentences; empty when the house has none. */
  passages: ScoredPassage[];
  /** What they were weighed with; undefined where words alone decide. */
  calibration: Calibration | undefined;
  /** Cosine to the nearest example of what no house document answers; null without vectors. */
  elsewhere: number | null;
  /** Above 0 the passages probably answer the question; else no quote may be given. */
  confidence: number;
  /** Does the question not say what it is about, and nothing before it either? */
  unclear: boolean;
};

/** A look into the documents, with what came of it; `decided`: it was weighed here and not left to a model. */
export type NotedSearch = {
  text: string;
  withTalk: boolean;
  retrieval: Retrieval;
  evidence: Judged;
  decided: boolean;
};

/** What of an answer's making is the same for each house that gets it from memory. */
export type MadeOf = Pick<WhyAnswer, 'searches' | 'model'>;

/** What is noted while an answer is made, so that staff see later why it was given (H6). Asks nobody for anything. */
export type Notes = {
  /** What is known of the question. */
  heard(facts: Partial<Pick<WhyAnswer, 'language' | 'danger' | 'embedding_model' | 'library_version'>>): void;
  searched(search: NotedSearch): void;
  /** The answer is made of the search whose passages these are. */
  chose(evidence: Pick<Judged, 'passages' | 'unclear'>): void;
  /** Of the last search, the passages with these ids were handed to a language model. */
  prompted(chunkIds: readonly string[]): void;
  wrote(model: NonNullable<WhyAnswer['model']>): void;
  /** How the answer was made, for keeping it; and that it was kept so. */
  made(): MadeOf;
  /** What was read of the documents, as it read then; nothing of what an answer from memory was made of. */
  read(): ScoredPassage[];
  found(made: MadeOf): void;
  /** Counts `milliseconds` to a stage. */
  took(stage: Stage, milliseconds: number): void;
  /** Does `work` and counts the time that it takes to a stage, whatever comes of it. */
  time<T>(stage: Stage, work: () => Promise<T>): Promise<T>;
  whole(): WhyAnswer;
};
