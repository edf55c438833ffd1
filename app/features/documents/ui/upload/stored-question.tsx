import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { passFocusOn } from '../pass-focus-on.ts';
import { describeStoredTwin, type StoredTwin } from '../../upload/stored-twin.ts';

type StoredQuestionProps = {
  twin: StoredTwin;
  filename: string;
  /** Of the document that the file is to be a version of. */
  versionOf: string | undefined;
  onStore: () => void;
  onDrop: () => void;
};

/**
 * Asks what to do with a file that is stored already; nothing of it is until that is said. Takes the focus,
 * and gives it back to where it was, or to the next question. Escape stores nothing.
 */
export function StoredQuestion({ twin, filename, versionOf, onStore, onDrop }: StoredQuestionProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  useEffect(() => {
    // Whoever types goes on typing, and of several questions the first keeps the focus.
    if (document.activeElement?.closest('[role="alertdialog"], input:not([type="file"]), textarea, select')) return;
    cameFrom.current = document.activeElement;
    box.current?.focus();
  }, []);
  const drop = () => {
    const other = [...(box.current?.closest('ul')?.querySelectorAll<HTMLElement>('[role="alertdialog"]') ?? [])].find(
      (question) => question !== box.current,
    );
    const back = other ?? cameFrom.current;
    const stays = back !== document.body && back?.isConnected && !box.current?.closest('li')?.contains(back);
    if (stays && back instanceof HTMLElement) back.focus();
    else if (box.current) passFocusOn(box.current);
    onDrop();
  };
  return (
    // A dialog, not a mere text: it has the focus, and Escape closes it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      role="alertdialog"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') drop();
      }}
      className="grid gap-3 rounded-control border border-amber/25 bg-amber-wash p-3 sm:p-4"
    >
      <div className="flex items-start gap-3">
        <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-amber" />
        <div className="min-w-0">
          <h3 id={`${id}-title`} className="font-semibold">
            This file is stored already
          </h3>
          <p id={`${id}-text`} className="text-[0.9375rem] leading-normal [overflow-wrap:anywhere]">
            {describeStoredTwin(twin, versionOf)} Nothing was stored now.
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {twin.document_id === versionOf ? null : (
          <a
            href={`/developer/documents/${twin.document_id}`}
            target="_blank"
            rel="noreferrer"
            className={buttonStyles({ size: 'small', variant: 'primary' })}
          >
            Open it
            <span className="sr-only">: {twin.title} (in a new tab)</span>
          </a>
        )}
        <Button
          size="small"
          onClick={(event) => {
            event.currentTarget.closest('li')?.querySelector<HTMLElement>(':scope > button:last-child')?.focus();
            onStore();
          }}
        >
          {versionOf ? 'Store it as a new version' : 'Store it as its own document'}
        </Button>
        <Button size="small" variant="quiet" onClick={drop}>
          Do not store it
          <span className="sr-only">: {filename}</span>
        </Button>
      </div>
    </div>
  );
}
