/** The kinds of file that the library takes. */
export type { DocumentKind } from '#db/queries/documents/versions.ts';
