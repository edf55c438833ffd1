import { CircleCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { DocumentDetails } from '../describe-document.ts';
import { isMoving } from './watch-documents.ts';

type Told = Pick<DocumentDetails, 'status' | 'version' | 'live_version' | 'recognition'>;

const isLive = (document: Told | undefined) =>
  document?.status === 'ready' && document.live_version === document.version;

/** What is said of each choice, as far as its document has come since. */
const WORDS = {
  added: {
    title: 'Added as a new version',
    text: (document: Told | undefined) =>
      isLive(document)
        ? `It has been read: owners read version ${document?.version} now.`
        : document?.status === 'failed'
          ? 'It could not be read, so owners go on reading the version before it.'
          : document?.status === 'ready'
            ? 'It has been read, and waits for a decision.'
            : 'Owners go on reading the version before it until the new one has been read.',
  },
  kept: {
    title: 'Kept as a document of its own',
    text: (document: Told | undefined) =>
      isLive(document) ? 'It has been read: owners can open it.' : 'It is read once more; then owners can open it.',
  },
  stopped: {
    title: 'Reading is stopped',
    text: (document: Told | undefined) =>
      document && isMoving(document)
        ? 'It ends in a moment.'
        : document?.status === 'failed'
          ? 'Read it again to go on. Pages of a scan that were recognised are kept.'
          : 'What was read before stays as it is. Read it again to go on with what is missing.',
  },
  deleted: {
    title: 'The document was deleted',
    text: () => 'Owners can no longer open it, and answers no longer quote it.',
  },
  discarded: { title: 'The document was discarded', text: () => 'Nothing of it was shown to owners.' },
};

/**
 * What became of a document that waited for a choice, or whose reading was stopped, by `done` of the address. Stands
 * where the question stood and is as high, and takes the focus that went with the question's buttons.
 */
export function ChoiceDone({
  done,
  document,
  toList = false,
}: {
  done: string | null;
  /** As it is now; absent where the list is shown. */
  document?: Told;
  toList?: boolean;
}) {
  const words = done !== null && Object.hasOwn(WORDS, done) ? WORDS[done as keyof typeof WORDS] : undefined;
  return words ? <Said key={done} title={words.title} text={words.text(document)} toList={toList} /> : null;
}

function Said({ title, text, toList }: { title: string; text: string; toList: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      role="status"
      tabIndex={-1}
      className="mb-5 grid gap-4 rounded-card border border-green/25 bg-green-wash p-4 sm:p-5"
    >
      <div className="flex items-start gap-3">
        <CircleCheck aria-hidden className="mt-1 size-5 shrink-0 text-green" />
        <div className="grid min-w-0 gap-1">
          <p className="font-serif text-xl leading-snug font-semibold">{title}</p>
          <p>{text}</p>
        </div>
      </div>
      {toList ? (
        <div>
          <LinkButton to="/developer/documents">All documents</LinkButton>
        </div>
      ) : null}
    </div>
  );
}
