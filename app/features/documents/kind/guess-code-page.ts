import { fitOfAlphabets } from './fit-of-alphabets.ts';

/** The code pages of old programs that write the languages of Western Europe, and Windows' own for Central Europe. */
export type CodePage = WesternPage | 'windows-1250';
type WesternPage = 'windows-1252' | 'cp850' | 'macroman';

/** 80 to FF of the DOS page, which no browser knows. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´' +
  '\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const HIGH = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
const TABLES: Record<WesternPage, string> = {
  'windows-1252': new TextDecoder('windows-1252').decode(HIGH),
  cp850: CP850,
  macroman: new TextDecoder('macintosh').decode(HIGH),
};
/** The first wins where two read as well. */
const PAGES: WesternPage[] = ['windows-1252', 'cp850', 'macroman'];
/** Bytes beyond ASCII that are looked at; more tell no more. */
const MAX_JUDGED = 20_000;
/** Below this share of its best score a reading is a guess. */
const SURE = 0.4;

const LETTER = /\p{L}/u;
const SMALL = /\p{Ll}/u;
const FRAME = /[\u2500-\u256C\u2580-\u2593]/;
const CAPITAL = /\p{Lu}/u;

/** A text of Central Europe: of its letters beyond A to Z so many are of one language, and read as Western no more. */
const CENTRAL = 0.9;
/** Different letters of it, at the least, by how much of the text is of one Western language. */
const TELLING = [
  { western: 0.7, letters: 3 },
  { western: 0.9, letters: 6 },
];

/**
 * The code page in which the bytes beyond ASCII stand where such signs stand in writing: small letters beside letters,
 * capitals where words begin, a degree after a number or before C, a currency before a figure. `sure` is false where
 * none fits well. Windows' pages for Western and for Central Europe write letters with the same bytes: which it is
 * tells the alphabet that they are of. Linear in the bytes. Pure.
 */
export function guessCodePage(bytes: Uint8Array): { codePage: CodePage; text: string; sure: boolean } {
  const scores = new Map<WesternPage, number>(PAGES.map((page) => [page, 0]));
  let judged = 0;
  for (let at = 0; at < bytes.length && judged < MAX_JUDGED; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    judged += 1;
    for (const page of PAGES) {
      const sign = (index: number) => signOf(bytes[index], page);
      scores.set(page, (scores.get(page) ?? 0) + judge(sign(at), sign(at - 1), sign(at + 1), sign(at - 2)));
    }
  }
  let codePage: WesternPage = 'windows-1252';
  for (const page of PAGES) if ((scores.get(page) ?? 0) > (scores.get(codePage) ?? 0)) codePage = page;
  const sure = (scores.get(codePage) ?? 0) >= judged * 2 * SURE;
  const text = decodeAs(bytes, codePage);
  if (codePage !== 'windows-1252') return { codePage, text, sure };
  const other = new TextDecoder('windows-1250').decode(bytes);
  const { share, letters } = fitOfAlphabets(other, 'central');
  const western = fitOfAlphabets(text, 'western').share;
  if (share >= CENTRAL && TELLING.some((least) => western < least.western && letters >= least.letters))
    return { codePage: 'windows-1250', text: other, sure: true };
  return { codePage, text, sure: sure && !(share >= CENTRAL && western < CENTRAL) };
}

function signOf(byte: number | undefined, page: WesternPage): string {
  if (byte === undefined) return ' ';
  return byte < 0x80 ? String.fromCharCode(byte) : TABLES[page].charAt(byte - 128);
}

/** From −2, where nobody writes such a sign, to 2. */
function judge(sign: string, before: string, after: string, earlier: string): number {
  const inside = LETTER.test(before) || LETTER.test(after);
  // In the languages of these pages such letters stand among plain ones; a whole word of them is of another alphabet.
  if (LETTER.test(sign) && [before, after].some((one) => one > '\u007f' && LETTER.test(one))) return 0.3;
  if (SMALL.test(sign) && /[ßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšž]/.test(sign)) {
    // A small letter stands before a capital in names alone ("McÉ"), and behind capitals never.
    if (CAPITAL.test(after) || (CAPITAL.test(before) && LETTER.test(earlier) && CAPITAL.test(earlier))) return -1;
    return inside ? 2 : sign === 'à' ? 1 : -1;
  }
  if (CAPITAL.test(sign) && /[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽŸ]/.test(sign)) {
    if (SMALL.test(before)) return -2;
    return inside ? 2 : -1;
  }
  if (sign === '°') return /[\d\s]/.test(before) && /[CF\s.,;)]/.test(after) ? 2 : /\d/.test(before) ? 2 : -1;
  if ('£€¥'.includes(sign)) return /\d/.test(after) || (/\s/.test(after) && /[\d\s]/.test(before)) ? 2 : -1;
  if ('’‘“”'.includes(sign)) return inside || /\s/.test(before) || /\s/.test(after) ? 1.5 : 0;
  if ('–—…•·'.includes(sign)) return /\s/.test(before) || /\s/.test(after) || /\d/.test(before) ? 1.5 : 0;
  if ('½¼¾²³±×÷µ©®™§«»'.includes(sign)) return /[\d\s]/.test(before) || /[\d\s]/.test(after) || inside ? 1 : 0;
  // Frames of tables, which no other page has: between one another or spaces. Elsewhere it is a letter misread.
  if (FRAME.test(sign)) return [before, after].every((one) => FRAME.test(one) || /\s/.test(one)) ? 1.5 : -2;
  if (sign === '\u00A0')
    return /\s/.test(before) || /\s/.test(after) || (/\d/.test(before) !== LETTER.test(after) && !inside) ? 1 : -1;
  return -2;
}

/** Latin-9 has the euro where Windows has a sign that nobody writes, and none of Windows' own signs. */
const withEuro = (text: string): string => (/[€‚ƒ„…†‡‰‹‘’“”•–—™›]/.test(text) ? text : text.replaceAll('¤', '€'));

function decodeAs(bytes: Uint8Array, page: WesternPage): string {
  if (page === 'windows-1252') return withEuro(new TextDecoder('windows-1252').decode(bytes));
  if (page === 'macroman') return new TextDecoder('macintosh').decode(bytes);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += 8_192) {
    const piece = Array.from(bytes.subarray(from, from + 8_192), (byte) =>
      byte < 0x80 ? byte : CP850.charCodeAt(byte - 128),
    );
    parts.push(String.fromCharCode(...piece));
  }
  return parts.join('');
}
