/** Characters of a notice, for the form and for what checks it. */
export const MAX_TITLE = 120;
export const MAX_BODY = 4_000;
