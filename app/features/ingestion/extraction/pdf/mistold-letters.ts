import { makesNoLanguage } from '../language/letter-pairs.ts';
import { lineText } from './lay-out/page-lines.ts';
import type { Face } from './lay-out/page-sheet.ts';

function* linesOf(faces: Face[]): Generator<string> {
  for (const { lines } of faces) for (const line of lines) yield lineText(line);
}

/** Whether the letters of a page make no language: its file may name others than it shows (C9). */
export const areMistold = (faces: Face[]): boolean => makesNoLanguage(linesOf(faces));
