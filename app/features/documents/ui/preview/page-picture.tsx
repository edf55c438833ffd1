import { useState } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { LoadFailure } from '../viewer/load-failure.tsx';
import { PdfPage } from '../viewer/pdf-page.tsx';
import { useFitWidth } from '../viewer/use-fit-width.ts';
import { usePdf } from '../viewer/use-pdf.ts';

/** Width of a page in CSS pixels beyond which it only grows. */
const MOST = 860;

type PagePictureProps = { documentId: string; version: number; page: number; title: string };

/** A page of a PDF as people see it, as wide as there is room. */
export function PagePicture({ documentId, version, page, title }: PagePictureProps) {
  const { state, again } = usePdf(documentId, version);
  const [frame, width] = useFitWidth(MOST);
  const [ratio, setRatio] = useState<number>(Math.SQRT2);
  const [failed, setFailed] = useState<number | null>(null);
  if (state.status === 'failed')
    return <LoadFailure title="The page cannot be shown" error={state.error} onAgain={again} />;
  const missing = state.status === 'ready' && page > state.pdf.numPages;
  return (
    <div ref={frame} role="group" aria-label={`Page ${page} of ${title}`} aria-busy={state.status === 'loading'}>
      <div
        className="white-sheet relative overflow-hidden rounded-sm shadow-card ring-1 ring-hairline"
        style={{ aspectRatio: `1 / ${ratio}` }}
      >
        {state.status === 'loading' ? (
          <div className="absolute inset-0 grid content-center p-[9%]">
            <ProgressBar value={Math.round(state.share * 100)} label="Loading the file" />
          </div>
        ) : width > 0 && !missing ? (
          <PdfPage
            pdf={state.pdf}
            TextLayer={state.TextLayer}
            page={page}
            width={width}
            onRendered={(drawn) => setRatio(drawn.ratio)}
            onFailed={() => setFailed(page)}
          />
        ) : null}
      </div>
      {failed === page || missing ? (
        <Alert tone="caution" title={`Page ${page} cannot be drawn`} className="mt-4">
          Turn to another page, or open the file in another program.
        </Alert>
      ) : null}
    </div>
  );
}
