import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight, SkipForward } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { IconButton } from '#app/ui/icon-button.tsx';
import type { UnreadPage } from '../../pages/unread-pages.ts';
import { issuesOf } from '../../pages/unread-pages.ts';
import { PageField } from '../viewer/page-field.tsx';

type PreviewBarProps = {
  document: { id: string; live: number | null };
  version: { version: number; pages: number | null };
  versions: number[];
  page: number;
  label: string | null;
  unread: UnreadPage[];
  onPage: (page: number) => void;
  /** Turns so many pages on, or back. */
  onStep: (by: number) => void;
};

/** Turning pages, going on to the next page of which something was not read, and choosing a version. */
export function PreviewBar({ document, version, versions, page, label, unread, onPage, onStep }: PreviewBarProps) {
  const submit = useSubmit();
  const chosen = new URLSearchParams(useNavigation().location?.search).get('version');
  const { pages } = version;
  const wanting = unread.filter((one) => issuesOf([one]).some(({ tone }) => tone !== 'note')).map((one) => one.page);
  const next = wanting.find((one) => one > page) ?? wanting[0];
  const choices = versions.includes(version.version) ? versions : [...versions, version.version];
  return (
    <div
      className={clsx(
        'sticky top-(--acting-height) z-20 ' +
          '-mx-1 mb-4 flex flex-wrap items-center gap-x-2 gap-y-1 border-y border-hairline',
        'bg-ivory/95 px-1 py-1 backdrop-blur-sm',
      )}
    >
      <div role="toolbar" aria-label="Pages" className="flex flex-wrap items-center gap-1">
        <IconButton icon={ChevronLeft} label="Previous page" aria-disabled={page <= 1} onClick={() => onStep(-1)} />
        <PageField key={page} page={page} label={label ?? undefined} pages={pages} onPage={onPage} />
        <IconButton
          icon={ChevronRight}
          label="Next page"
          aria-disabled={pages !== null && page >= pages}
          onClick={() => onStep(1)}
        />
        {next !== undefined && (next !== page || wanting.length > 1) ? (
          <Button variant="quiet" size="small" icon={SkipForward} onClick={() => onPage(next)}>
            Next page to check
          </Button>
        ) : null}
      </div>
      {choices.length > 1 ? (
        <Form method="get" className="ml-auto flex items-center gap-2">
          <input type="hidden" name="page" value={page} />
          <label className="flex items-center gap-2 text-sm text-ink-soft">
            Version
            <select
              name="version"
              value={chosen ?? version.version}
              onChange={(event) => submit(event.currentTarget.form)}
              className="h-11 rounded-control border border-edge bg-paper px-2 text-base text-ink"
            >
              {choices.map((one) => (
                <option key={one} value={one}>
                  {one}
                  {one === document.live ? ' (owners read this)' : ''}
                </option>
              ))}
            </select>
          </label>
          <noscript>
            <Button type="submit" size="small">
              Show
            </Button>
          </noscript>
        </Form>
      ) : null}
    </div>
  );
}
