import { expect, test } from 'vitest';
import { inReadingOrder, isRightToLeft, joinWords } from './right-to-left.ts';

/** The words of a line as they stand from left to right, each read as a painted word is. */
const readLine = (painted: string[]) =>
  joinWords(
    painted.map((word) => (isRightToLeft(word) ? inReadingOrder(Array.from(word)) : word)),
    false,
  );

test.each([
  ['a line of Hebrew on an English page', ['.3', 'הריגמב', 'אצמנ'], 'נמצא במגירה 3.'],
  ['a code in brackets with a word', ['אצמנ', '(KX-204', 'םגד)', 'חתפמה'], 'המפתח (דגם KX-204) נמצא'],
  ['a bracket that opens before the code', ['תלדה', 'לש', '(ןבל', 'KX-204)', 'דוק'], 'קוד (KX-204 לבן) של הדלת'],
  ['a code in a pair of its own', ['(ןבל', 'םגד)', '[B2]', 'ואר'], 'ראו [B2] (דגם לבן)'],
  ['a share', ['50%-ב', 'חתפ'], 'פתח ב-50%'],
  ['a bracket and a full stop behind a code', ['שי', '.(F14', 'קספמ)'], '(מפסק F14). יש'],
  ['a full stop behind two words of Latin', ['.LG', 'EHB', 'אוה', 'םגדה'], 'הדגם הוא LG EHB.'],
  ['a telephone number beside Arabic', ['.0188-555-01', ':فتاه'], 'هاتف: 01-555-0188.'],
  ['a date beside Arabic', ['12/03/2027', 'موي'], 'يوم 12/03/2027'],
])('C9: %s is read from the right', (_, painted, read) => {
  expect(readLine(painted)).toBe(read);
});

test.each([
  ['a word', ['The', 'key', 'חתפמה', 'hangs', 'here'], 'The key המפתח hangs here'],
  ['a word in the line’s brackets', ['A', 'greeting', '(see', 'םולש).'], 'A greeting (see שלום).'],
  ['two words in brackets', ['The', 'main', 'key', '(ישארה', 'חתפמה)', 'hangs'], 'The main key (המפתח הראשי) hangs'],
])('C9: %s of Hebrew in an English line keeps its place', (_, painted, read) => {
  expect(readLine(painted)).toBe(read);
});
