import { extractText } from 'unpdf';

/** Text without any white space: line ends and kerning gaps differ between layouts. */
export function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '');
}

/** The text of each page of a PDF, first page first. */
export async function pageTexts(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text;
}

/** Page numbers (from 1) on which a fragment stands, white space ignored. */
export function pagesWith(texts: readonly string[], fragment: string): number[] {
  const wanted = squeeze(fragment);
  return texts.flatMap((text, index) => (squeeze(text).includes(wanted) ? [index + 1] : []));
}
