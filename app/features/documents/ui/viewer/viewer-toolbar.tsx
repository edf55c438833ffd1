import { ChevronLeft, ChevronRight, Download, Minus, Plus, RotateCw } from 'lucide-react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { IconButton } from '#app/ui/icon-button.tsx';
import { PageField } from './page-field.tsx';

export type ViewerToolbarProps = {
  page: number;
  /** What is printed as the page's number, where that differs. */
  label?: string | undefined;
  pages: number | null;
  onPage: (page: number) => void;
  /** Absent where there is nothing to enlarge. */
  zoom?: { percent: number; canIn: boolean; canOut: boolean; onIn: () => void; onOut: () => void };
  /** Turns the page by a quarter, clockwise; absent where there is no picture. */
  onRotate?: (() => void) | undefined;
  downloadHref: string;
};

/**
 * Going to other pages, enlarging, turning a page that lies on its side, downloading. What cannot be done says so and
 * stays focusable: whoever goes to the last page by keyboard is still there.
 */
export function ViewerToolbar({ page, label, pages, onPage, zoom, onRotate, downloadHref }: ViewerToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Document"
      className="sticky top-(--acting-height) z-20 border-y border-hairline bg-ivory/95 backdrop-blur-sm"
    >
      <div className="mx-auto flex max-w-5xl items-center gap-1 px-2 py-1 sm:px-4">
        <IconButton
          icon={ChevronLeft}
          label="Previous page"
          aria-disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        />
        <PageField key={page} page={page} label={label} pages={pages} onPage={onPage} />
        <IconButton
          icon={ChevronRight}
          label="Next page"
          aria-disabled={pages !== null && page >= pages}
          onClick={() => onPage(page + 1)}
        />
        <div className="ml-auto flex items-center gap-1">
          {zoom ? (
            <>
              <IconButton icon={Minus} label="Smaller" aria-disabled={!zoom.canOut} onClick={zoom.onOut} />
              <span aria-live="polite" className="hidden w-12 text-center text-sm text-ink-soft tabular-nums sm:block">
                {zoom.percent} %
              </span>
              <IconButton icon={Plus} label="Larger" aria-disabled={!zoom.canIn} onClick={zoom.onIn} />
            </>
          ) : null}
          {onRotate ? <IconButton icon={RotateCw} label="Turn the page" onClick={onRotate} /> : null}
          <a
            href={downloadHref}
            download
            className={buttonStyles({ variant: 'quiet', className: 'max-sm:size-11 max-sm:p-0' })}
          >
            <Download aria-hidden className="size-5 shrink-0" />
            <span className="max-sm:sr-only">Download</span>
          </a>
        </div>
      </div>
    </div>
  );
}
