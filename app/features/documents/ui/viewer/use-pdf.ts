import { useEffect, useState } from 'react';
import { explainParsing, fetchDocument, ViewerError } from './fetch-document.ts';
import type { PDFDocumentProxy } from './pdf-engine.client.ts';

export type PdfState =
  | { status: 'loading'; share: number }
  | { status: 'ready'; pdf: PDFDocumentProxy; engine: typeof import('./pdf-engine.client.ts') }
  | { status: 'failed'; error: ViewerError };

/** The document's file, loaded and parsed; each new `attempt` starts over. */
export function usePdf(id: string, attempt: number): PdfState {
  const [state, setState] = useState<PdfState>({ status: 'loading', share: 0 });
  useEffect(() => {
    const controller = new AbortController();
    let opened: PDFDocumentProxy | undefined;
    setState({ status: 'loading', share: 0 });
    const open = async () => {
      try {
        const [engine, data] = await Promise.all([
          import('./pdf-engine.client.ts'),
          fetchDocument(id, controller.signal, (share) => setState({ status: 'loading', share })),
        ]);
        const pdf = await engine.parsePdf(data).catch((error: unknown) => {
          throw explainParsing(error);
        });
        if (controller.signal.aborted) return void pdf.loadingTask.destroy();
        opened = pdf;
        setState({ status: 'ready', pdf, engine });
      } catch (error) {
        if (controller.signal.aborted) return;
        setState({ status: 'failed', error: error instanceof ViewerError ? error : new ViewerError('The reader could not be loaded. Check your connection and try again.', true, error) });
      }
    };
    void open();
    return () => {
      controller.abort();
      void opened?.loadingTask.destroy();
    };
  }, [id, attempt]);
  return state;
}
