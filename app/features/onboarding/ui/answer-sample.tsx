import { FileText } from 'lucide-react';
import { clsx } from 'clsx';

/**
 * One question and its answer as the app gives it; the words are those of the pilot's booklet "Know your house, type
 * A", page 1.
 */
export function AnswerSample({ className }: { className?: string }) {
  return (
    <figure className={clsx('rounded-card border border-hairline bg-paper p-5 shadow-float', className)}>
      <figcaption className="sr-only">A question to a house, and its answer</figcaption>
      <p className="ml-auto w-fit max-w-[85%] rounded-2xl rounded-br-md bg-sand px-4 py-2.5">
        Where do I turn the water off?
      </p>
      <div className="mt-4 border-l-2 border-gold pl-4">
        <p className="leading-relaxed">
          Under the kitchen sink, at the back on the left. The stopcock is the brass tap with the red wheel, behind the
          trap.
        </p>
        <p className="mt-2.5 inline-flex items-center gap-1.5 text-sm text-ink-soft">
          <FileText aria-hidden className="size-4 text-gold-ink" />
          Know your house, type A, page 1
        </p>
      </div>
    </figure>
  );
}
