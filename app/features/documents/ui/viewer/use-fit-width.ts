import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element in whole CSS pixels, at most `most`; 0 until it is known. */
export function useFitWidth(most: number): [RefObject<HTMLDivElement>, number] {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(Math.min(most, entry?.contentRect.width ?? 0))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [most]);
  return [frame, width];
}
