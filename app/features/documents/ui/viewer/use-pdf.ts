import { useEffect, useState } from 'react';
import { explainParsing, fetchDocument, ViewerError, type Fetched } from './fetch-document.ts';
import type * as PdfEngine from './pdf-engine.client.ts';
import { serveRanges } from './range-source.ts';

export type PdfState =
  | { status: 'loading'; share: number }
  | { status: 'ready'; pdf: PdfEngine.PDFDocumentProxy; TextLayer: typeof PdfEngine.TextLayer }
  | { status: 'failed'; error: ViewerError };

const START: PdfState = { status: 'loading', share: 0 };

/** The document's file, or that of the version (staff), loaded and parsed; `again` starts over. */
export function usePdf(id: string, version?: number): { state: PdfState; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [reached, setReached] = useState<{ of: string; state: PdfState }>({ of: '', state: START });
  const run = `${id}:${version ?? ''}:${attempt}`;
  useEffect(() => {
    const controller = new AbortController();
    let opened: PdfEngine.PDFDocumentProxy | undefined;
    const address = `/documents/${encodeURIComponent(id)}/download${version ? `?version=${version}` : ''}`;
    const setState = (state: PdfState) => setReached({ of: run, state });
    const open = async () => {
      try {
        const [engine, file] = await Promise.all([
          import('./pdf-engine.client.ts'),
          fetchDocument(address, controller.signal, (share) => setState({ status: 'loading', share })),
        ]);
        const pdf = await engine.parsePdf(sourceOf(engine, file)).catch((error: unknown) => {
          throw explainParsing(error);
        });
        if (controller.signal.aborted) return void pdf.loadingTask.destroy();
        opened = pdf;
        setState({ status: 'ready', pdf, TextLayer: engine.TextLayer });
      } catch (error) {
        if (controller.signal.aborted) return;
        setState({
          status: 'failed',
          error:
            error instanceof ViewerError
              ? error
              : new ViewerError('The reader could not be loaded. Check your connection and try again.', true, error),
        });
      }
    };
    const sourceOf = (engine: typeof PdfEngine, file: Fetched) => {
      if ('data' in file) return file;
      const range = new engine.PDFDataRangeTransport(file.size, null);
      serveRanges(range, address, controller.signal, (error) => setState({ status: 'failed', error }));
      return { range };
    };
    void open();
    return () => {
      controller.abort();
      void opened?.loadingTask.destroy();
    };
  }, [id, version, run]);
  // What an earlier run reached says nothing about this one.
  return { state: reached.of === run ? reached.state : START, again: () => setAttempt((count) => count + 1) };
}
