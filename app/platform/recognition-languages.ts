import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Whether the package with a language's weights for text recognition is installed (C10). */
export function hasRecognitionWeights(language: string): boolean {
  try {
    require.resolve(`@tesseract.js-data/${language}/package.json`);
    return true;
  } catch {
    return false;
  }
}

/** The release of the program that recognises text. */
export const recogniserVersion = (): string =>
  (require('tesseract.js-core/package.json') as { version: string }).version;

/** The languages in which scanned pages are read: English and perhaps one more. */
export const recognitionLanguages = (second: string | undefined): string[] =>
  second === undefined || second === 'eng' ? ['eng'] : ['eng', second];
