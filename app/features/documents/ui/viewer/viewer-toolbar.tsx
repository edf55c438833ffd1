import { ChevronLeft, ChevronRight, Download, Minus, Plus } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { IconButton } from '#app/ui/icon-button.tsx';

export type ViewerToolbarProps = {
  page: number;
  pages: number | null;
  onPage: (page: number) => void;
  /** Absent where there is nothing to enlarge. */
  zoom?: { percent: number; canIn: boolean; canOut: boolean; onIn: () => void; onOut: () => void };
  downloadHref: string;
};

/** Turning pages, jumping to one, enlarging, downloading. */
export function ViewerToolbar({ page, pages, onPage, zoom, downloadHref }: ViewerToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Document"
      className="sticky top-0 z-20 border-y border-hairline bg-ivory/95 backdrop-blur-sm"
    >
      <div className="mx-auto flex max-w-5xl items-center gap-1 px-2 py-1 sm:px-4">
        <IconButton icon={ChevronLeft} label="Previous page" disabled={page <= 1} onClick={() => onPage(page - 1)} />
        <PageField key={page} page={page} pages={pages} onPage={onPage} />
        <IconButton
          icon={ChevronRight}
          label="Next page"
          disabled={pages !== null && page >= pages}
          onClick={() => onPage(page + 1)}
        />
        <div className="ml-auto flex items-center gap-1">
          {zoom ? (
            <>
              <IconButton icon={Minus} label="Smaller" disabled={!zoom.canOut} onClick={zoom.onOut} />
              <span aria-live="polite" className="hidden w-12 text-center text-sm text-ink-soft tabular-nums sm:block">
                {zoom.percent} %
              </span>
              <IconButton icon={Plus} label="Larger" disabled={!zoom.canIn} onClick={zoom.onIn} />
            </>
          ) : null}
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

function PageField({ page, pages, onPage }: Pick<ViewerToolbarProps, 'page' | 'pages' | 'onPage'>) {
  const id = useId();
  const [typed, setTyped] = useState(String(page));
  const jump = (event: FormEvent) => {
    event.preventDefault();
    const wanted = Math.trunc(Number(typed));
    if (Number.isFinite(wanted) && wanted >= 1) onPage(pages === null ? wanted : Math.min(wanted, pages));
    setTyped(String(page));
  };
  return (
    <form onSubmit={jump} className="flex items-center gap-2 text-base tabular-nums">
      <label htmlFor={id} className="sr-only">
        Page
      </label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, '').slice(0, 5))}
        onBlur={() => setTyped(String(page))}
        onFocus={(event) => event.target.select()}
        className="h-11 w-13 rounded-control border border-edge bg-paper text-center text-base"
      />
      <span className="text-ink-soft">of {pages ?? '…'}</span>
    </form>
  );
}
