import { useLocation } from '@remix-run/react';
import { useEffect, useRef, type RefObject } from 'react';

/** For a row of links that may be wider than its place: brings the one of the open page into view, once a page. */
export function useOpenInView(): RefObject<HTMLElement> {
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef('');
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const links = row.current;
    const open = links?.querySelector<HTMLElement>('[aria-current="page"]');
    if (links && open)
      links.scrollLeft = open.offsetLeft - links.offsetLeft - (links.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return row;
}
