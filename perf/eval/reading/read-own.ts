import { collectDocument } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import type { ExtractDocumentInput } from '#app/features/ingestion/extraction/extract-document.server.ts';
import type { ReadDocument, ReadPage } from './score.ts';

export type ReadKind = ExtractDocumentInput['kind'];

/** The kind of document that a file's ending, `.pdf` say, stands for. */
export function documentKindOf(ending: string): ReadKind {
  const kind = (['pdf', 'docx', 'txt', 'md'] as const).find((each) => `.${each}` === ending);
  if (!kind) throw new Error(`The labelled set holds no files that end in "${ending}".`);
  return kind;
}

/** The cells of a line of a page's text; more than one when it is a table's row. */
export function cellsOf(line: string): string[] {
  return line.split(/(?:^|\s)\|(?=\s|$)/u).map((cell) => cell.trim());
}

/** A document as the product reads it, in its own process and under its limits. */
export async function readOwn(path: string, kind: ReadKind): Promise<ReadDocument> {
  const { pages, passages } = await collectDocument({ path, kind });
  return {
    passages,
    pages: pages.map(({ text, headings, role, label }): ReadPage => ({
      text,
      headings,
      rows: text
        .split('\n')
        .map(cellsOf)
        .filter((cells) => cells.length > 1),
      role,
      label,
    })),
  };
}
