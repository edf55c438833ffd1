import { zipSync, strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { detectKind } from './detect-kind.server.ts';
import { fixtureFolder, makeDocx, makeManual, paragraph } from '#app/features/ingestion/extraction/testing/fixtures.ts';

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const kindOf = async (filename: string, data: Uint8Array | string) =>
  detectKind({ path: await folder.write('upload', data), filename });

const EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4000, 1)]);
const ELF = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), Buffer.alloc(4000)]);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200)]);

describe('E7: detectKind', () => {
  it('knows the four kinds by content', async () => {
    expect(await kindOf('Guide.PDF', await makeManual(1))).toBe('pdf');
    expect(await kindOf('guide.docx', makeDocx(paragraph('Hello')))).toBe('docx');
    expect(await kindOf('guide.txt', 'Plain text, with an é.')).toBe('txt');
    expect(await kindOf('guide.md', '# Title\n\nText.')).toBe('md');
  });

  it.each([
    ['manual.pdf', EXE],
    ['manual.docx', EXE],
    ['manual.txt', EXE],
    ['manual.md', ELF],
    ['manual.txt', PNG],
    ['manual.pdf', PNG],
    ['setup.exe', EXE],
    ['archive.zip', zipSync({ 'a.txt': strToU8('a') })],
    ['noextension', strToU8('text')],
  ])('refuses a file that is not what it says: %s', async (name, data) => {
    expect(await kindOf(name, data)).toBeNull();
  });

  it('refuses a zip that holds no Word document', async () => {
    expect(
      await kindOf(
        'sheet.docx',
        zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'xl/workbook.xml': strToU8('<x/>') }),
      ),
    ).toBeNull();
  });

  it('finds the parts of a Word document wherever its directory names them', async () => {
    const media = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`word/media/${at}.png`, strToU8('x')]));
    const late = { ...media, 'word/document2.xml': strToU8('<x/>'), '[Content_Types].xml': strToU8('<x/>') };
    expect(await kindOf('a.docx', zipSync(late))).toBe('docx');
    expect(await kindOf('a.docx', zipSync(media))).toBeNull();
    const lying = Buffer.from(zipSync({ ...media, ...late }));
    lying.writeUInt16LE(65_534, lying.length - 12);
    expect(await kindOf('lying.docx', lying)).toBe('docx');
    // A cut-off archive is taken: reading it says what is wrong with it.
    expect(await kindOf('cut.docx', zipSync(late).slice(0, -30))).toBe('docx');
  });

  it('takes a protected Word document, so that its builder is told about the password', async () => {
    expect(await kindOf('a.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toBe(
      'docx',
    );
  });

  it('reads UTF-16 and Windows-1252 text, and no text with NULs', async () => {
    expect(await kindOf('a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('wide', 'utf16le')]))).toBe(
      'txt',
    );
    expect(await kindOf('a.txt', Buffer.from('wide text without a mark', 'utf16le'))).toBe('txt');
    expect(await kindOf('a.txt', Buffer.from('caf\xe9 \x80 5', 'latin1'))).toBe('txt');
    expect(await kindOf('a.txt', Buffer.from('text\0with\0a\0few'))).toBeNull();
  });

  it('does not stumble over a character cut in half where the sample ends', async () => {
    expect(await kindOf('a.txt', `a${'é'.repeat(60_000)}`)).toBe('txt');
    expect(
      await kindOf('b.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('😀'.repeat(30_000), 'utf16le')])),
    ).toBe('txt');
  });

  it.each([
    ['a.pdf', 'pdf'],
    ['a.docx', 'docx'],
    ['a.txt', 'txt'],
    ['a.md', 'md'],
    ['a.exe', null],
  ])('takes an empty %s as what its name says', async (name, kind) => {
    expect(await kindOf(name, '')).toBe(kind);
  });
});
