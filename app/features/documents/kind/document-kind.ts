/** The kinds of file that the library takes. */
export type DocumentKind = 'pdf' | 'docx' | 'txt' | 'md';
