import type { DocumentKind } from '#db/queries/documents/versions.ts';

export type { DocumentKind };

/** The kinds of file that the library takes: the endings of their names, and what they are served as. */
const KINDS: Record<DocumentKind, { endings: readonly string[]; contentType: string }> = {
  pdf: { endings: ['.pdf'], contentType: 'application/pdf' },
  docx: {
    endings: ['.docx'],
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  txt: { endings: ['.txt', '.text'], contentType: 'text/plain; charset=utf-8' },
  md: { endings: ['.md', '.markdown'], contentType: 'text/markdown; charset=utf-8' },
};
const BY_ENDING = new Map(
  (Object.keys(KINDS) as DocumentKind[]).flatMap((kind) => KINDS[kind].endings.map((ending) => [ending, kind])),
);

/** Endings that are taken, as the `accept` attribute of a file input. */
export const ACCEPTED_FILES = [...BY_ENDING.keys()].join(',');

/** What is taken, in words. */
export const ACCEPTED_KINDS = 'PDF, Word (.docx), text or Markdown';

/** What a file's name says that it is; null for what is not taken. Pure. */
export const kindByName = (filename: string): DocumentKind | null =>
  BY_ENDING.get(/\.[^./\\]*$/.exec(filename)?.[0].toLowerCase() ?? '') ?? null;

export const contentTypeOf = (kind: DocumentKind): string => KINDS[kind].contentType;
