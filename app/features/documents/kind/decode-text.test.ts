import { describe, expect, test } from 'vitest';
import { decodeText, isForeign } from './decode-text.ts';

/* C9: the encoding of a text file is told by its bytes. */

const WORDS = 'Máire’s café is kept at 21 °C – it costs £40, says Seán Ó Néill of Dún Laoghaire.';
const TABLES = {
  cp850: new Map([...'üéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑ'].map((sign, at) => [sign, 0x81 + at] as const))
    .set('°', 0xf8)
    .set('Ó', 0xe0),
  macroman: new Map([...'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£'].map((sign, at) => [sign, 0x80 + at] as const))
    .set('–', 0xd0)
    .set('’', 0xd5)
    .set('Ó', 0xee),
};
const encode = (text: string, table: ReadonlyMap<string, number>) =>
  Buffer.from([...text].map((sign) => table.get(sign) ?? sign.charCodeAt(0)));

describe('decodeText', () => {
  test('UTF-8 with and without a mark', () => {
    expect(decodeText(Buffer.from(WORDS))).toEqual({ text: WORDS, encoding: 'utf-8', sure: true });
    expect(decodeText(Buffer.from(`\uFEFF${WORDS}`))?.text).toBe(WORDS);
  });

  test.each([
    ['in the middle', Buffer.concat([Buffer.from('Máire '), Buffer.from([0xe9]), Buffer.from(' é £40')])],
    ['cut off', Buffer.concat([Buffer.from('Máire é £40'), Buffer.from([0xc3])])],
    ['half a sign', Buffer.concat([Buffer.from('Máire £'), Buffer.from([0xe2, 0x80]), Buffer.from(' é')])],
  ])('a wrong byte %s spoils one letter', (_where, bytes) => {
    const decoded = decodeText(bytes);
    expect(decoded?.encoding).toBe('utf-8');
    expect(decoded?.text).toContain('Máire');
    expect(decoded?.text.match(/\uFFFD/g)).toHaveLength(1);
  });

  test.each(['é', '€5', 'caf\u00e9 at 21 \u00b0C', 'Siobhán’s “best” – £40', 'SEÁN Ó RIADA', 'ÉIRE', 'naïve façade'])(
    'Windows-1252: %s',
    (text) => {
      const high = new Map(
        [...'’“”–€'].map((sign) => [sign, { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 }[sign] ?? 0]),
      );
      expect(decodeText(encode(text, high))).toMatchObject({ text, encoding: 'windows-1252' });
    },
  );

  test.each([
    'The cabinet of Máire is kept at 21 °C and the café lamp costs £40.',
    'Seán Ó Néill',
    'Größe: 40 mm, für die Tür',
    'à la carte, déjà vu',
  ])('the DOS page: %s', (text) => {
    expect(decodeText(encode(text.replace('ß', 'ss'), TABLES.cp850))).toMatchObject({
      text: text.replace('ß', 'ss'),
      encoding: 'cp850',
      sure: true,
    });
  });

  test('the DOS page, by the frame of a table', () => {
    const frame = new Map(
      [...'│┤┐└┴┬├─┼┘┌'].map((sign, at) => [
        sign,
        [0xb3, 0xb4, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xd9, 0xda][at] ?? 0,
      ]),
    );
    const text =
      '┌──────┬────┐\r\n│ Part │ No │\r\n├──────┼────┤\r\n│ Nut  │ 7  │\r\n└──────┴────┘\r\nThe café costs £40.';
    expect(decodeText(encode(text, new Map([...TABLES.cp850, ...frame])))).toMatchObject({ text, encoding: 'cp850' });
  });

  test('Latin-9 has the euro where Windows has the sign of any currency', () => {
    expect(decodeText(encode('Le déjeuner coûte 40 €.', new Map([['€', 0xa4]])))?.text).toBe('Le déjeuner coûte 40 €.');
  });

  test.each([
    'The cabinet of Máire’s café is kept at 21 °C – it costs £40.',
    'Siobhán’s déjà vu',
    'für die Tür, señor Nuñez',
  ])('old Macs: %s', (text) => {
    expect(decodeText(encode(text, TABLES.macroman))).toMatchObject({ text, encoding: 'macroman', sure: true });
  });

  test.each([
    'Zawór znajduje się pod zlewem, obok łącznika. Ciśnienie źródła: 3 bary. Żółty uchwyt.',
    'Příliš žluťoučký kůň úpěl ďábelské ódy.',
    'Árvíztűrő tükörfúrógép: a szűrőt évente tisztítsa.',
    'Ključ visi pored vrata, žuta ručka. Očistite ga noću, jer šušti. Ćup.',
  ])('Windows of Central Europe: %s', (text) => {
    const high = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
    const table = new Map([...new TextDecoder('windows-1250').decode(high)].map((sign, at) => [sign, at + 128]));
    expect(decodeText(encode(text, table))).toMatchObject({ text, encoding: 'windows-1250', sure: true });
    expect(decodeText(encode('Pod łącz', table))).toMatchObject({ sure: false });
  });

  test.each([
    'Søren Ærø’s blå kælder, à la carte, Señor Núñez',
    'Größe für die Tür: Übergang, Maß, äußere Öffnung',
    'Où est la clé ? Près de l’évier, à côté du cœur du réseau, là-bas, français.',
    'A ligação não está à vista, no porão: são três chaves.',
  ])('Windows of Western Europe: %s', (text) => {
    const high = Uint8Array.from({ length: 128 }, (_, at) => at + 128);
    const table = new Map([...new TextDecoder('windows-1252').decode(high)].map((sign, at) => [sign, at + 128]));
    expect(decodeText(encode(text, table))).toMatchObject({ text, encoding: 'windows-1252' });
  });

  test.each([
    'The lamp costs £40.',
    'Лампа висит в зале, рядом с дверью.',
    'Η λάμπα είναι στο σαλόνι, δίπλα στην πόρτα.',
  ])('UTF-16 without a mark, either way round: %s', (text) => {
    const little = Buffer.from(text, 'utf16le');
    expect(decodeText(little)).toMatchObject({ text, encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16())).toMatchObject({ text, encoding: 'utf-16be' });
  });

  test('UTF-32 by its mark', () => {
    const bytes = Buffer.concat(
      [...`\uFEFF${WORDS}`].map((sign) => {
        const four = Buffer.alloc(4);
        four.writeUInt32LE(sign.codePointAt(0) ?? 0);
        return four;
      }),
    );
    expect(decodeText(bytes)).toMatchObject({ text: WORDS, encoding: 'utf-32' });
  });

  test.each([
    [
      'Cyrillic',
      Buffer.from([
        0xcb, 0xe0, 0xec, 0xef, 0xe0, 0x20, 0xe2, 0xe8, 0xf1, 0xe8, 0xf2, 0x20, 0xe2, 0x20, 0xe7, 0xe0, 0xeb, 0xe5,
      ]),
    ],
    [
      'Japanese',
      Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x83, 0x65, 0x83, 0x4c, 0x83, 0x58, 0x83, 0x67]),
    ],
    [
      'one that does not exist',
      Buffer.from(Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 0x20 : 0x80 + ((at * 37) % 128)))),
    ],
  ])('of an encoding that it does not know it says so: %s', (_name, bytes) => {
    expect(decodeText(bytes)).toMatchObject({ sure: false });
  });

  test('a stray NUL spoils one letter', () => {
    const lines = 'The hall lamp is 7 W.\0\nThe loft lamp is 9 W, and its switch is beside the hatch.\n';
    expect(decodeText(Buffer.from(lines))).toEqual({
      text: lines.replace('\0', '\uFFFD'),
      encoding: 'utf-8',
      sure: true,
    });
    expect(decodeText(Buffer.from('A lamp of 7 W.\0\n'))?.encoding).toBe('utf-8');
  });

  test.each([
    ['KOI8-R', [0xeb, 0xcf, 0xd4, 0xa3, 0xcc, 0x20, 0xce, 0xc1, 0xc8, 0xcf, 0xc4, 0xc9, 0xd4, 0xd3, 0xd1], true],
    ['EBCDIC', [0xe3, 0x88, 0x85, 0x40, 0x92, 0x85, 0xa8, 0x40, 0x89, 0xa2, 0x40, 0x99, 0x85, 0x84, 0x4b], true],
    ['French', [...Buffer.from('La clé est sous l’évier, près du réseau.', 'latin1')], false],
  ])('a guess at letters of an alphabet that is not known is told: %s', (_name, bytes, foreign) => {
    const decoded = decodeText(Buffer.from(bytes));
    expect(decoded && isForeign(decoded)).toBe(foreign);
  });

  test('no text is null', () => {
    expect(decodeText(Buffer.from([1, 2, 0, 3, 4, 5, 0, 0, 255]))).toBeNull();
    expect(decodeText(Buffer.from('text\0with\0a\0few'))).toBeNull();
  });
});
