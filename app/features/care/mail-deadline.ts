/** Longer than a mail is tried for. */
export const MAIL_DEADLINE_MINUTES = 240;
