import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';

/**
 * What to do in danger, unlike any other answer (F9): it interrupts a screen reader, is red all around, and while it is
 * coming its first step stays in view, whatever follows.
 */
export function SafetyBox({ coming, children }: { coming: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const followed = useRef(coming);
  useEffect(() => {
    if (followed.current) box.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
    followed.current = coming;
  });
  return (
    <div
      ref={box}
      role="alert"
      className="grid scroll-mt-4 gap-3 rounded-card border-2 border-red bg-red-wash px-4 py-4 text-ink sm:px-5"
    >
      <h2 className="flex items-center gap-2 text-lg font-semibold text-red">
        <TriangleAlert aria-hidden className="size-5 shrink-0" />
        Safety first
      </h2>
      {children}
    </div>
  );
}
