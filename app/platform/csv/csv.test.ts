import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';
import { csvLine, csvResponse, type CsvCell } from './write-csv.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, most = 100) => readCsv(encode(text), most).rows;

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0')),
  fc.constantFrom(
    '',
    'محمد بن عبد الله',
    'Zoë 🏡👨‍👩‍👧 Walsh',
    'N'.repeat(200),
    '=1+1',
    "'=1+1",
    "''@x",
    '\t=x',
    '-',
    '"',
    ';',
    '\n',
  ),
  fc
    .array(fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', ' ', '"', ',', ';', 'a', '＝', '🏡'), {
      maxLength: 8,
    })
    .map((all) => all.join('')),
);

describe('G2: CSV', () => {
  test('what is written is read again, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const file = `\uFEFF${csvLine(['House', 'Address'])}${rows.map(csvLine).join('')}`;
        expect(read(file).slice(1)).toEqual(rows);
      }),
    );
  });

  test('no text that is written is a formula', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const written = csvLine([text]).slice(0, -2).replace(/^"/, '');
        expect(written).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
      }),
    );
    expect(csvLine(['=1', '+1', '-1', '@a', '\tx', ' =1', -8.17, null])).toBe(`'=1,'+1,'-1,'@a,"'\tx",' =1,-8.17,\r\n`);
  });

  test.each([
    ['UTF-8', encode('House;Owner\nA;Ní Bhriain\n')],
    ['UTF-8', encode('\uFEFFHouse,Owner\r\nA,Ní Bhriain')],
    ['Windows-1252', Buffer.from('House;Owner\r\nA;N\u00ed Bhriain\r\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFHouse\tOwner\r\nA\tNí Bhriain\r\n', 'utf16le')],
    ['UTF-8', encode('sep=;\r\nHouse;Owner\r\nA;"Ní Bhriain"\r\n')],
  ])('%s is read with its separator', (encoding, bytes) => {
    expect(readCsv(bytes, 10)).toEqual({
      encoding,
      rows: [
        ['House', 'Owner'],
        ['A', 'Ní Bhriain'],
      ],
    });
  });

  test.each([
    ['an empty file', new Uint8Array(), /empty/],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004rest', 'latin1'), /Save as/],
    ['bytes', Buffer.from([65, 0, 66]), /no text/],
    ['an open quotation mark', encode('House,Address\n"A,b\n'), /never closed/],
    ['a quotation mark inside', encode('House,Address\nA 5" b,c\n'), /Near line 2: a quotation mark/],
    ['a quotation mark too early', encode('House,Address\n"A" b,c\n'), /closing quotation mark/],
    ['one row too many', encode(`House\n${'A\n'.repeat(10)}`), /more than 9 rows/],
    ['nothing but lines', encode(`House\n${'\n'.repeat(6_000)}`), /more than 9 rows/],
  ])('%s is refused with what to do', (_name, bytes, message) => {
    expect(() => readCsv(bytes, 10)).toThrow(
      expect.objectContaining({ status: 422, message: expect.stringMatching(message) }),
    );
  });

  test('a download is written as it is read; what its first rows throw is the answer', async () => {
    let asked = 0;
    async function* batches(): AsyncGenerator<CsvCell[][]> {
      for (const name of ['a', 'b', 'c']) {
        asked += 1;
        yield [[name, null]];
      }
    }
    const response = await csvResponse('x.csv', ['House', 'Owner'], batches());
    expect([asked, response.headers.get('Content-Disposition')]).toEqual([1, 'attachment; filename="x.csv"']);
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('\uFEFFHouse,Owner\r\na,\r\nb,\r\nc,\r\n');
    // oxlint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<CsvCell[][]> {
      throw new Error('no database');
    }
    await expect(csvResponse('x.csv', [], broken())).rejects.toThrow('no database');
  });
});
