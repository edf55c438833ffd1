import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type MutableRefObject,
  type RefObject,
} from 'react';

const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** Further than this from the end, what comes last is out of sight. Pixels. */
const NEAR_END = 80;
/** A question longer than this part of the window leaves room for its answer. */
const MOST_OF_WINDOW = 0.4;

type Place = {
  scroller: RefObject<HTMLElement>;
  /** The scroller's order once the page is awake; before that it runs in reverse, and so begins at its end. */
  awake: boolean;
  /** The end is out of sight. */
  away: boolean;
  toEnd: () => void;
  onScroll: () => void;
};

/**
 * Where its reader is in the chat (F4). Begins at the end, also without script; a new question, turn `asked`, goes to
 * the top and stays there while its answer grows below; earlier messages put on top, `first` being the first turn, move
 * nothing; `memory` brings whoever comes back from another page to where they were; a source opened beside the chat,
 * `source`, and closed again leaves the same lines in view.
 */
export function useReadingPlace(
  memory: MutableRefObject<number | null>,
  { asked, first, source }: { asked: string | null; first: string | undefined; source: string | null },
): Place {
  const scroller = useRef<HTMLElement>(null);
  const [awake, setAwake] = useState(false);
  const [away, setAway] = useState(false);

  const look = useCallback(() => {
    const element = scroller.current;
    if (element) setAway(element.scrollHeight - element.clientHeight - element.scrollTop > NEAR_END);
  }, []);
  // At once: a growing answer would break a smooth movement off half-way.
  const toEnd = useCallback(() => {
    const element = scroller.current;
    element?.scrollTo({ top: element.scrollHeight, behavior: 'instant' });
  }, []);

  const before = useRef<{ first: string | undefined; height: number } | null>(null);
  // The first render runs in reverse: its scrollTop counts from the end, downwards from zero.
  const fromEnd = useRef(0);
  const firstAtStart = useRef(first);
  const loadedSource = useRef(source);
  useBrowserLayoutEffect(() => {
    fromEnd.current = -(scroller.current?.scrollTop ?? 0);
    before.current = { first: firstAtStart.current, height: scroller.current?.scrollHeight ?? 0 };
    setAwake(true);
  }, []);
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    if (!awake || !element) return undefined;
    const end = element.scrollHeight - element.clientHeight - fromEnd.current;
    // Without a turn there is nothing to begin at the end of.
    if (memory.current !== null || before.current?.first !== undefined)
      element.scrollTop = memory.current ?? keptPlace(element, loadedSource.current) ?? end;
    const followed = element;
    return () => {
      memory.current = followed.scrollTop;
    };
  }, [awake, memory]);

  // What was in view stays in view when earlier messages come on top.
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const known = before.current;
    if (known && known.first !== first && known.first !== undefined && first !== undefined)
      element.scrollTop += element.scrollHeight - known.height;
    before.current = { first, height: element.scrollHeight };
  });

  // Where the question asked last was put: until its reader scrolls, a column of another width puts it there again.
  const put = useRef<{ asked: string | null; at: number } | null>(null);
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    const group = asked === null ? null : element?.querySelector(`[data-turn="${CSS.escape(asked)}"]`);
    const answer = group?.querySelector('[data-answer]');
    if (!element || !group || !answer) return;
    if (put.current?.asked === asked && put.current.at !== element.scrollTop) return;
    const top = (of: Element) => of.getBoundingClientRect().top - element.getBoundingClientRect().top;
    const margin = Number.parseFloat(getComputedStyle(group).scrollMarginTop) || 0;
    const most = top(answer) - element.clientHeight * MOST_OF_WINDOW;
    element.scrollTop += Math.max(top(group) - margin, most);
    put.current = { asked, at: element.scrollTop };
    look();
  }, [asked, source, look]);

  useKeptLines(scroller, { asked, source });

  // The answer grows, the window turns: the end comes into sight or leaves it.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      element.style.setProperty('--chat-height', `${element.clientHeight}px`);
      look();
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [look]);

  return { scroller, awake, away, toEnd, onScroll: look };
}

const PLACE_KEY = 'openhouse.chat-place';

/** Keeps where the chat is, from its end, while `source` is open: a phone may load the page again meanwhile. */
function keepPlace(element: HTMLElement, source: string | null): void {
  try {
    sessionStorage.setItem(PLACE_KEY, JSON.stringify({ source, fromEnd: element.scrollHeight - element.scrollTop }));
  } catch {
    // A browser without storage forgets it.
  }
}

/** Where the chat was when `source`, with which the page was loaded, was opened; null when nothing is known of it. */
function keptPlace(element: HTMLElement, source: string | null): number | null {
  if (source === null) return null;
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE_KEY) ?? '{}') as Record<string, unknown>;
    return kept.source === source && typeof kept.fromEnd === 'number' ? element.scrollHeight - kept.fromEnd : null;
  } catch {
    return null;
  }
}

/**
 * Opening a source beside the chat makes its column narrower, closing it wider: its lines stay where they were, unless
 * something was asked since.
 */
function useKeptLines(
  scroller: RefObject<HTMLElement>,
  { asked, source }: { asked: string | null; source: string | null },
): void {
  const shown = useRef(source);
  const place = useRef<{ link: Element | null; top: number; scrollTop: number } | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const note = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href*="source="]') : null;
      if (!link) return;
      place.current = { link, top: link.getBoundingClientRect().top, scrollTop: element.scrollTop };
      keepPlace(element, new URL(link.getAttribute('href') ?? '', location.href).searchParams.get('source'));
    };
    element.addEventListener('click', note, true);
    return () => element.removeEventListener('click', note, true);
  }, [scroller]);
  useBrowserLayoutEffect(() => {
    if (asked !== null) place.current = null;
  }, [asked]);
  useBrowserLayoutEffect(() => {
    const element = scroller.current;
    const was = shown.current;
    shown.current = source;
    const kept = place.current;
    if (!element || !kept || was === source) return;
    if (source !== null && was === null)
      element.scrollBy({ top: (kept.link?.getBoundingClientRect().top ?? 0) - kept.top, behavior: 'instant' });
    if (source !== null) return;
    element.scrollTo({ top: kept.scrollTop, behavior: 'instant' });
    if (kept.link instanceof HTMLElement) kept.link.focus({ preventScroll: true });
  }, [scroller, source]);
}
