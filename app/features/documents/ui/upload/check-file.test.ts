import { describe, expect, test } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../upload/upload-limit.ts';
import { checkFile, titleFromFilename } from './check-file.ts';

describe('G3: checkFile', () => {
  test.each(['a.pdf', 'A.PDF', 'a.b.docx', 'notes.txt', 'read me.md'])('takes %s', (name) =>
    expect(checkFile({ name, size: 10 })).toBeNull(),
  );
  test.each(['setup.exe', 'photo.jpg', 'old.doc', 'pdf', 'guide.pdf.zip'])('refuses %s and says what to do', (name) =>
    expect(checkFile({ name, size: 10 })).toMatch(/[Ss]ave it as/),
  );
  test('names the reason for a Word file with macros', () =>
    expect(checkFile({ name: 'Sauna.docm', size: 10 })).toMatch(/holds macros .* Save it as \.docx/));
  test('takes 50 MB and refuses one byte more', () => {
    expect(checkFile({ name: 'a.pdf', size: MAX_UPLOAD_BYTES })).toBeNull();
    expect(checkFile({ name: 'a.pdf', size: MAX_UPLOAD_BYTES + 1 })).toMatch(/more than 50 MB/);
  });
  test('sends an empty file, so that its failure is on record', () =>
    expect(checkFile({ name: 'a.pdf', size: 0 })).toBeNull());
});

describe('titleFromFilename', () => {
  test.each([
    ['02_Heating-guide (Type A).pdf', 'Heating guide (Type A)'],
    ['warranty.PDF', 'Warranty'],
    ['2024 accounts.pdf', '2024 accounts'],
    ['Éirgrid connection.docx', 'Éirgrid connection'],
    ['.pdf', '.pdf'],
    [`${'x'.repeat(300)}.pdf`, `X${'x'.repeat(199)}`],
  ])('%s', (name, title) => expect(titleFromFilename(name)).toBe(title));
});
