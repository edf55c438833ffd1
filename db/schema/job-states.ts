/** The states of a job that has not ended. */
export const OPEN_JOB_STATES = ['queued', 'running', 'retrying'] as const;

/** What a job may be (C6). */
export const JOB_STATES = [...OPEN_JOB_STATES, 'succeeded', 'failed', 'cancelled'] as const;

export type JobState = (typeof JOB_STATES)[number];

export const isOpenJobState = (state: JobState): boolean => (OPEN_JOB_STATES as readonly JobState[]).includes(state);
