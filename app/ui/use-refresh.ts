import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** Asks the page's loaders again every `seconds` while `active` and somebody looks at the tab. */
export function useRefresh(seconds: number, active: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active || state !== 'idle') return;
    const refresh = () => {
      if (!document.hidden) revalidate();
    };
    const timer = setTimeout(() => {
      document.addEventListener('visibilitychange', refresh);
      refresh();
    }, seconds * 1_000);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [active, seconds, state, revalidate]);
}
