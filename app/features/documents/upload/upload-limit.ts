/**
 * Largest accepted file in bytes: 50 MiB. Apart from the schema, so that a page does not load a validator for one
 * number.
 */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

/** Pages that a document may have. */
export const MAX_PAGES = 2_000;
