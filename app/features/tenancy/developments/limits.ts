/** Characters of what is written down of a development and its house types. */
export const MAX_NAME = 120;
export const MAX_ADDRESS = 200;
export const MAX_DESCRIPTION = 500;
