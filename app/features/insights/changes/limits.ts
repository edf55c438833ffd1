/** Characters of what owners are told of a change. */
export const MAX_WORDING = 4_000;

/** Tellings that an owner's page lists, and may say to have been seen at once. */
export const MAX_LISTED = 20;

/** Owners of one change on one page. */
export const MAX_OWNERS = 50;
