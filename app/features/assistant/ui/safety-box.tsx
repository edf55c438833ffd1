import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/**
 * What to do in danger, unlike any other answer (F9): large enough to be read at arm's length, red all around. It says
 * to a screen reader at once that it is here; its steps are told once, when they are all there, with the answer's
 * announcement.
 */
export function SafetyBox({ children }: { children: ReactNode }) {
  return (
    <div
      data-safety
      className={
        'grid scroll-mt-4 gap-3 rounded-card border-[3px] border-red bg-red-wash px-4 py-4 text-xl leading-snug ' +
        'font-medium text-ink sm:px-5'
      }
    >
      <div role="alert">
        <h2 className="flex items-center gap-2 text-2xl font-bold text-red">
          <TriangleAlert aria-hidden className="size-6 shrink-0" />
          Safety first
        </h2>
      </div>
      {children}
    </div>
  );
}
