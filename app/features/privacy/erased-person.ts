/** What an erased owner's name and address are sealed for, on their way to the job that looks for them in files. */
export const ERASED_PERSON = 'erased-person:v1';

/** Longer than that job is tried for. */
export const ERASED_LIFETIME = '3d';
