import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What to do in danger, unlike any other answer (F9): it interrupts a screen reader, and is red all around. */
export function SafetyBox({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="grid gap-3 rounded-card border-2 border-red bg-red-wash px-4 py-4 text-ink sm:px-5">
      <h2 className="flex items-center gap-2 text-lg font-semibold text-red">
        <TriangleAlert aria-hidden className="size-5 shrink-0" />
        Safety first
      </h2>
      {children}
    </div>
  );
}
