/** How we write ids: lower case, as PostgreSQL gives them back, so that two spellings of one id never meet. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The code of a house type. */
export const HOUSE_TYPE = /^[A-Za-z0-9_-]{1,20}$/;
