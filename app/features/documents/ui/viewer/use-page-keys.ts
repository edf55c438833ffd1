import { useEffect, useRef } from 'react';

type Keys = {
  onBack: () => void;
  onForward: () => void;
  onLarger?: () => void;
  onSmaller?: () => void;
  onTurn?: () => void;
};

/**
 * Arrow keys and Page Up/Down go to other pages, + and − enlarge, R turns the page; never while something is typed, and
 * never with a modifier, which the browser owns. `arrowsOnly`: Page Up/Down scroll.
 */
export function usePageKeys(keys: Keys, { arrowsOnly = false } = {}): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [role="menu"], [role="dialog"]')
      )
        return;
      const sideways = event.target instanceof HTMLElement && event.target.scrollWidth > event.target.clientWidth + 1;
      const { onBack, onForward, onLarger, onSmaller, onTurn } = latest.current;
      if ((event.key === 'PageUp' && !arrowsOnly) || (event.key === 'ArrowLeft' && !sideways)) onBack();
      else if ((event.key === 'PageDown' && !arrowsOnly) || (event.key === 'ArrowRight' && !sideways)) onForward();
      else if (event.key === '+' || event.key === '=') onLarger?.();
      else if (event.key === '-') onSmaller?.();
      else if (event.key === 'r' || event.key === 'R') onTurn?.();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [arrowsOnly]);
}
