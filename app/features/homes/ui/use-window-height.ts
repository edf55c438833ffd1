import { useEffect } from 'react';

/**
 * Keeps `--window-height` at what is really visible, so that a page that fills the window stays above the keyboard of a
 * phone. Without script, and while the reader has zoomed in, CSS's own 100dvh counts.
 */
export function useWindowHeight(on: boolean): void {
  useEffect(() => {
    const visible = window.visualViewport;
    if (!on || !visible) return undefined;
    const root = document.documentElement;
    const follow = () => {
      const keyboard = visible.scale < 1.01 && window.innerHeight - visible.height > 80;
      if (keyboard) {
        root.style.setProperty('--window-height', `${Math.round(visible.height)}px`);
        // iOS pushes the page up to show the field; it is in view by itself now.
        window.scrollTo(0, 0);
      } else root.style.removeProperty('--window-height');
    };
    visible.addEventListener('resize', follow);
    return () => {
      visible.removeEventListener('resize', follow);
      root.style.removeProperty('--window-height');
    };
  }, [on]);
}
