import type { Locator } from '@playwright/test';

/** A colour whose channels differ by less is a shade of paper; the theme's gold has 120. */
export const NEUTRAL = 30;

/**
 * How far the red, green and blue (0–255) of an element's colour lie apart, as it is seen: of the first element around
 * it that has one.
 */
export function colourfulness(element: Locator, property: 'background-color' | 'border-top-color'): Promise<number> {
  return element.evaluate((start: Element, name: string) => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    for (let around: Element | null = start; around; around = around.parentElement) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = getComputedStyle(around).getPropertyValue(name);
      pen.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
      if (alpha > 0) return Math.max(red, green, blue) - Math.min(red, green, blue);
    }
    throw new Error(`Nothing around the element has a ${name}.`);
  }, property);
}
