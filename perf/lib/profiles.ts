import type { ProfileName } from './load-input.ts';

/*
 * How much load: numbers alone. What a virtual user does stands in scenarios/, what must hold in thresholds.ts.
 * Seconds, and requests per second.
 */

export type RagLoad = {
  /** Closed: so many virtual users, each asking again at once, level after level (A5). */
  levels: readonly number[];
  levelSeconds: number;
  /** Open: so many searches a second, whatever the answers take. */
  rate: number;
  rateSeconds: number;
  /** How many different questions; each is asked once beforehand, which takes its time. */
  questions: number;
  /** Searches that nobody asked before, each once: no embedding is warm. */
  cold: number;
};

export type ChatLoad = {
  /** Closed: owners who ask, read for 2–4 s and ask again. */
  owners: number;
  ownerSeconds: number;
  /** Open: so many questions a second over the other houses. */
  rate: number;
  rateSeconds: number;
  /** One house asks this often at once, more than its 30 a minute; 0 for none. */
  greedyQuestions: number;
};

export type OnboardingLoad = {
  /** Closed: people who scan at once. */
  scanners: number;
  scannerSeconds: number;
  rate: number;
  rateSeconds: number;
};

export type TrafficLoad = {
  owners: number;
  /** As of RagLoad. */
  questions: number;
  /** Chat alone, before the uploads. */
  beforeSeconds: number;
  /** Chat beside the uploads and what they leave to read. */
  duringSeconds: number;
  /** Retrievals in parallel, and how often each is repeated. */
  retrievals: number;
  retrievalRepeats: number;
  /** Files, all at once, of so many MB each. */
  uploads: number;
  uploadMegabytes: number;
};

export type Profile = { rag: RagLoad; chat: ChatLoad; onboarding: OnboardingLoad; traffic: TrafficLoad };

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  /** Under half a minute a suite: does everything, proves little. */
  smoke: {
    rag: { questions: 16, levels: [1, 5, 20], levelSeconds: 3, rate: 20, rateSeconds: 4, cold: 0 },
    chat: { owners: 8, ownerSeconds: 12, rate: 3, rateSeconds: 12, greedyQuestions: 36 },
    onboarding: { scanners: 5, scannerSeconds: 6, rate: 5, rateSeconds: 6 },
    traffic: {
      questions: 16,
      owners: 10,
      beforeSeconds: 6,
      duringSeconds: 10,
      retrievals: 50,
      retrievalRepeats: 2,
      uploads: 3,
      uploadMegabytes: 3,
    },
  },
  /** The pilot on its busiest evening. */
  pilot: {
    rag: { questions: 100, levels: [1, 5, 10, 20, 50, 200], levelSeconds: 10, rate: 30, rateSeconds: 20, cold: 200 },
    chat: { owners: 20, ownerSeconds: 60, rate: 8, rateSeconds: 60, greedyQuestions: 45 },
    onboarding: { scanners: 20, scannerSeconds: 30, rate: 20, rateSeconds: 30 },
    traffic: {
      questions: 100,
      owners: 20,
      beforeSeconds: 20,
      duringSeconds: 40,
      retrievals: 50,
      retrievalRepeats: 4,
      uploads: 10,
      uploadMegabytes: 5,
    },
  },
  /** A6: a hand-over weekend. */
  traffic: {
    rag: { questions: 100, levels: [1, 5, 10, 20, 50, 200], levelSeconds: 15, rate: 50, rateSeconds: 30, cold: 200 },
    chat: { owners: 50, ownerSeconds: 90, rate: 10, rateSeconds: 90, greedyQuestions: 45 },
    onboarding: { scanners: 20, scannerSeconds: 45, rate: 30, rateSeconds: 45 },
    traffic: {
      questions: 100,
      owners: 50,
      beforeSeconds: 30,
      duringSeconds: 60,
      retrievals: 200,
      retrievalRepeats: 5,
      uploads: 30,
      uploadMegabytes: 5,
    },
  },
  /** Where it breaks. */
  stress: {
    rag: { questions: 100, levels: [50, 100, 200, 400], levelSeconds: 20, rate: 200, rateSeconds: 30, cold: 400 },
    chat: { owners: 120, ownerSeconds: 90, rate: 30, rateSeconds: 90, greedyQuestions: 60 },
    onboarding: { scanners: 100, scannerSeconds: 45, rate: 60, rateSeconds: 45 },
    traffic: {
      questions: 100,
      owners: 150,
      beforeSeconds: 30,
      duringSeconds: 90,
      retrievals: 400,
      retrievalRepeats: 5,
      uploads: 60,
      uploadMegabytes: 10,
    },
  },
  /** Whether it keeps its memory: half an hour of ordinary load. */
  soak: {
    rag: { questions: 100, levels: [10], levelSeconds: 900, rate: 10, rateSeconds: 900, cold: 0 },
    chat: { owners: 20, ownerSeconds: 1_800, rate: 3, rateSeconds: 1_800, greedyQuestions: 0 },
    onboarding: { scanners: 4, scannerSeconds: 900, rate: 2, rateSeconds: 900 },
    traffic: {
      questions: 100,
      owners: 30,
      beforeSeconds: 900,
      duringSeconds: 900,
      retrievals: 100,
      retrievalRepeats: 5,
      uploads: 30,
      uploadMegabytes: 5,
    },
  },
};
