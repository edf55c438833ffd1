/** Houses of one file. */
export const MAX_HOUSES = 10_000;
/** Bytes of one file. */
export const MAX_IMPORT_BYTES = 4 * 1024 * 1024;
