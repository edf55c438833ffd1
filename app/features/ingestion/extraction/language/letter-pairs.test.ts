import { describe, expect, it } from 'vitest';
import { makesNoLanguage, sharesWords } from './letter-pairs.ts';

/* C9: letters that a file names wrongly make no language. */

const TEXT =
  'The loft ladder carries one hundred and fifty kilograms. Keep the hatch closed while the heating is on, and ask ' +
  'a roofer to look at the slates every five years. The stopcock is behind the kickboard of the sink.';

const exchanged = (letters: string) =>
  TEXT.toLowerCase().replaceAll(/[a-z]/g, (letter) => letters[letter.charCodeAt(0) - 97] ?? '');
const shifted = (by: number) => [...TEXT].map((sign) => String.fromCharCode(sign.charCodeAt(0) + by)).join('');

const LANGUAGES =
  'cy ga pl cs sk hr sl hu fi et lv lt de nl sv da nb is fr es pt it ro tr sq eu vi sw mt id az ca gl br gd zu so ha';

/** Names of countries in a language, as many as there are. */
function namesIn(language: string): string[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const codes = Array.from({ length: 676 }, (_, i) => String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)));
  return codes.flatMap((code) => {
    const name = names.of(code);
    return name && name !== code ? [name] : [];
  });
}

describe('makesNoLanguage', () => {
  it.each([1, 2, 3, 4, 5, -1, -2, -3, -29])('tells letters that are shifted by %s', (by) =>
    expect(makesNoLanguage([shifted(by)])).toBe(true),
  );
  it.each(['qwertyuiopasdfghjklzxcvbnm', 'zyxwvutsrqponmlkjihgfedcba', 'plmoknijbuhvygctfxrdzeswaq'])(
    'tells letters that are exchanged: %s',
    (letters) => expect(makesNoLanguage([exchanged(letters)])).toBe(true),
  );
  it('tells a single sentence', () => expect(makesNoLanguage(['Uif!mpgu!mbeefs!dbssjft!261!lh/'])).toBe(true));

  it('knows English', () => expect(makesNoLanguage([TEXT])).toBe(false));
  it.each(LANGUAGES.split(' '))('takes %s for a language', (language) => {
    const names = namesIn(language);
    expect(names.length).toBeGreaterThan(200);
    expect(makesNoLanguage(names)).toBe(false);
    // A few at a time are told from letters that mean nothing, in nearly all cases.
    const few = Array.from({ length: 20 }, (_, i) => makesNoLanguage(names.slice(i * 10, i * 10 + 10)));
    expect(few.filter(Boolean).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['codes', ['BX-40 RCD 2 H07V-K', 'MCB B16 6kA', 'XQ11 ZT-9 PN16 DN20 EN1057']],
    ['parts', ['Pump GRUNDFOS UPS2 15-50/60', 'Valve PEGLER DN15', 'Boiler VAILLANT ecoTEC plus 618']],
    ['names', ['Siobhán Ní Bhraonáin', 'Katarzyna Wójcik', 'Tadhg Ó Súilleabháin', 'Gwrhyr Llwyd']],
    ['letters of another script', ['Лестница на чердак выдерживает', 'сто пятьдесят килограммов']],
    ['few words', ['Xqz vbn']],
    ['nothing', []],
  ])('says nothing of %s', (_, lines) => expect(makesNoLanguage(lines)).toBe(false));
});

describe('sharesWords', () => {
  it('holds what a file says against what was recognised', () => {
    expect(sharesWords('Ściana nośna i strop', 'Sciana nosna i strop')).toBe(true);
    expect(sharesWords('Uif!mpgu!mbeefs', 'The loft ladder')).toBe(false);
    expect(sharesWords('', 'The loft ladder')).toBe(false);
  });
});
