import { clsx } from 'clsx';
import { MoveHorizontal } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';

/** What of a frame's content is out of sight: how far it is scrolled decides it. */
type Hidden = { left: boolean; right: boolean };
const NONE: Hidden = { left: false, right: false };

/**
 * A frame around something that may be wider than the screen, a table: it scrolls sideways by itself, by keyboard too,
 * says so while it does, and fades where more is out of sight. `label`: what it is, for whoever hears it.
 */
export function WideFrame({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  const frame = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState(NONE);
  const measure = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    const room = element.scrollWidth - element.clientWidth;
    const next = { left: element.scrollLeft > 1, right: element.scrollLeft < room - 1 };
    setHidden((before) => (before.left === next.left && before.right === next.right ? before : next));
  }, []);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [measure]);
  const wide = hidden.left || hidden.right;
  const fade = 'pointer-events-none absolute inset-y-0 w-8 from-shade/15 to-transparent';
  return (
    <div className="min-w-0">
      <div className="relative">
        <section
          ref={frame}
          aria-label={wide ? `${label}, scrolls sideways` : label}
          onScroll={measure}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className={clsx('overflow-x-auto rounded-control border border-hairline', className)}
        >
          {children}
        </section>
        {hidden.left ? <div aria-hidden className={clsx(fade, 'left-0 bg-linear-to-r')} /> : null}
        {hidden.right ? <div aria-hidden className={clsx(fade, 'right-0 bg-linear-to-l')} /> : null}
      </div>
      {wide ? (
        <p aria-hidden className="mt-1 flex items-center gap-1.5 text-sm text-ink-soft">
          <MoveHorizontal className="size-4 shrink-0" />
          Wider than the screen: scroll sideways
        </p>
      ) : null}
    </div>
  );
}
