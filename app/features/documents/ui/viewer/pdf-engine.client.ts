import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDataRangeTransport,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- ?url gives Vite's built address, not the module
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

import { RANGE_BYTES } from './range-source.ts';

/*
 * pdf.js, loaded by the viewer only. The legacy build runs in every browser of the last years, Safari included.
 * Everything it may need on the way (character maps, stand-in fonts, image decoders) is shipped with the app: the
 * page's policy lets nothing come from elsewhere.
 */

GlobalWorkerOptions.workerSrc = workerUrl;

const files = import.meta.glob<string>(
  [
    '/node_modules/pdfjs-dist/cmaps/*.bcmap',
    '/node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '/node_modules/pdfjs-dist/wasm/*.wasm',
  ],
  {
    query: '?url&no-inline',
    import: 'default',
    eager: true,
  },
);
const folders: Record<string, string> = { cMapUrl: 'cmaps', standardFontDataUrl: 'standard_fonts', wasmUrl: 'wasm' };

/** Hands pdf.js the shipped files by their built addresses. */
class ShippedFiles {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const url = files[`/node_modules/pdfjs-dist/${folders[kind] ?? ''}/${filename}`];
    if (!url) throw new Error(`pdf.js asked for ${filename}, which is not shipped.`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename} could not be loaded.`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/**
 * Parses a whole file, or one whose parts come when they are asked for. Rejects for one that is no PDF, is damaged or
 * wants a password.
 */
export async function parsePdf(
  file: { data: Uint8Array } | { range: PDFDataRangeTransport },
): Promise<PDFDocumentProxy> {
  return getDocument({
    ...file,
    ...('range' in file ? { disableAutoFetch: true, disableStream: true, rangeChunkSize: RANGE_BYTES } : {}),
    isEvalSupported: false,
    enableXfa: false,
    useWorkerFetch: false,
    BinaryDataFactory: ShippedFiles,
    cMapUrl: 'cmaps/',
    standardFontDataUrl: 'standard_fonts/',
    wasmUrl: 'wasm/',
    cMapPacked: true,
  }).promise;
}

export { PDFDataRangeTransport, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
export type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
