import type { RecognisedWord } from '#db/schema/recognised-word.ts';
import type * as PdfEngine from './pdf-engine.client.ts';
import type { Box, QuotePiece } from './quote-letters.ts';
import { turnBox, type QuarterTurn } from './quarter-turn.ts';
import { straightBoxes } from './straight-boxes.ts';

type Page = Awaited<ReturnType<PdfEngine.PDFDocumentProxy['getPage']>>;
type Content = Awaited<ReturnType<Page['getTextContent']>>;

/**
 * What can be quoted of a page. The first pieces are the text's, one for each element of the text layer; the others
 * stand in the picture alone, each in a frame of fractions of the page from its top left.
 */
export type PagePieces = { pieces: QuotePiece[]; texts: number; frames: Box[] };

/** The text of a page, then what is filled in and written over it; `turn`: how the page is shown. */
export async function readPieces(page: Page, turn: QuarterTurn = 0): Promise<PagePieces & { content: Content }> {
  const [content, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()]);
  const texts = content.items.flatMap((item): QuotePiece[] =>
    'str' in item ? [{ text: item.str, box: boxOf(item.transform as number[], item.width) }] : [],
  );
  const viewport = page.getViewport({ scale: 1, rotation: page.rotate + turn });
  const written = annotations.flatMap((annotation: Annotation) => {
    const text = [annotation.fieldValue ?? annotation.contentsObj?.str].flat().join(' ').trim();
    if (text === '' || annotation.hidden || !annotation.rect) return [];
    const [x0, y0, x1, y1] = viewport.convertToViewportRectangle(annotation.rect) as [number, number, number, number];
    const across = [x0 / viewport.width, x1 / viewport.width].toSorted((a, b) => a - b) as [number, number];
    const down = [y0 / viewport.height, y1 / viewport.height].toSorted((a, b) => a - b) as [number, number];
    const [left, bottom, right, top] = annotation.rect;
    return [
      {
        piece: { text, box: [left, bottom, right, top] as const },
        frame: [across[0], down[0], across[1], down[1]] as const,
      },
    ];
  });
  return {
    content,
    pieces: [...texts, ...written.map(({ piece }) => piece)],
    texts: texts.length,
    frames: written.map(({ frame }) => frame),
  };
}

/** The same, then what was recognised in the page's picture. */
export function withRecognised<Pieces extends PagePieces>(
  own: Pieces,
  recognised: readonly RecognisedWord[],
  turn: QuarterTurn = 0,
): Pieces {
  const boxes = recognised.map(({ box }) => turnBox(box, turn));
  const straight = straightBoxes(boxes);
  const seen = recognised.map(({ text }, index) => ({ text, box: straight[index] }));
  return { ...own, pieces: [...own.pieces, ...seen], frames: [...own.frames, ...boxes] };
}

type Annotation = {
  fieldValue?: string | string[] | null;
  contentsObj?: { str?: string };
  hidden?: boolean;
  rect?: [number, number, number, number];
};

/**
 * A piece's box along and across its own direction, so that the rows of a table that lies on its side are rows. Those
 * of another direction are far from it.
 */
function boxOf([a = 1, b = 0, c = 0, d = 1, x = 0, y = 0]: number[], width: number): Box {
  const size = Math.hypot(a, b) || 1;
  const [cos, sin] = [a / size, b / size];
  const far = Math.round(Math.atan2(sin, cos) / (Math.PI / 2)) * 100_000;
  const along = x * cos + y * sin;
  const across = far + y * cos - x * sin;
  return [along, across, along + width, across + Math.hypot(c, d)];
}
