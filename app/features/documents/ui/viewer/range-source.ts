import { ViewerError } from './fetch-document.ts';

/** What of pdf.js's transport is used: it asks for bytes, and is given them. */
export type RangeTransport = {
  requestDataRange(begin: number, end: number): void;
  onDataRange(begin: number, chunk: Uint8Array | null): void;
};

/** Bytes of one request: some pages' worth, so that a page comes in a few. */
export const RANGE_BYTES = 262_144;

/**
 * Brings the parts of a large file that are asked for, `end` excluded, each authorised anew, since a signed address
 * lasts a minute (E7). `onLost` hears of a part that did not come.
 */
export function serveRanges(
  transport: RangeTransport,
  address: string,
  signal: AbortSignal,
  onLost: (error: ViewerError) => void,
): void {
  transport.requestDataRange = (begin, end) => {
    const bring = async () => {
      const response = await fetch(address, { headers: { Range: `bytes=${begin}-${end - 1}` }, signal });
      if (response.status !== 206) throw new Error(`A part of the file was answered with ${response.status}.`);
      transport.onDataRange(begin, new Uint8Array(await response.arrayBuffer()));
    };
    bring().catch((error: unknown) => {
      if (signal.aborted) return;
      onLost(new ViewerError('The connection broke off before the page was here. Try again.', true, error));
    });
  };
}
