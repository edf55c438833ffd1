/**
 * A word, or in older rows a line, that text recognition found, with its box as fractions of the page's width and
 * height from its top left. Words and not lines: on a sheet that lies askew a line's box covers its neighbours.
 */
export type RecognisedWord = { text: string; box: [x0: number, y0: number, x1: number, y1: number] };
