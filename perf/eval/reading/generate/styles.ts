import type { Made, Style } from './canvas.ts';
import type { Content } from './content.ts';

/** `variant` 0 is made for the tuning half, 1 for the report half: other fonts, places and ways of writing. */
export type Layout = (content: Content, variant: 0 | 1) => Promise<Made>;

export function bodyOf(variant: 0 | 1, change: Partial<Style> = {}): Style {
  const style: Style = variant
    ? { font: 'serif', size: 10.5, leading: 14.2, by: 'word' }
    : { font: 'Helvetica', size: 10, leading: 13 };
  return { ...style, ...change };
}

export function boldOf(variant: 0 | 1, size: number): Style {
  return { font: variant ? 'serifBold' : 'Helvetica-Bold', size, leading: size * 1.25 };
}
