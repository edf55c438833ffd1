import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mutate } from '../testing/fixtures.ts';
import { readBytes } from '../testing/make-word.ts';

/* C9: the Word files of faults that people reported, each with its right value. */

const read = async (name: string) => readBytes(await readFile(new URL(`../testing/cases/${name}`, import.meta.url)));

test('d01: headers and footers are read once', async () => {
  const [text] = (await read('d01_header.docx')).texts;
  expect(text).toBe(
    'Fenwick Lifts Ltd. Emergency line 1800 246 8100. Contract no. FL-7741\n\nFenwick lift care\n\nThe Fenwick lift ' +
      'is serviced twice a year. Ring the emergency line above when it stops between floors.\n\nValid ' +
      'until 30 June 2031',
  );
});

test('d02: text boxes are read once, with and without an older form beside them', async () => {
  const [text] = (await read('d02_textbox.docx')).texts;
  expect(text).toContain('\n\nWARNING: the Gable hoist carries at most 85 kg.\n\n');
  expect(text?.split('Keep the Gable hoist key in the blue tin.')).toHaveLength(2);
});

test('d04: numbers are those that Word prints', async () => {
  const { texts, pages } = await read('d04_numbering.docx');
  expect(pages[0]?.headings).toEqual([
    '1 General',
    '1.1 Scope',
    '2 Starting the Jarrow unit',
    '2.1 Before the first start',
    '2.2 First start',
  ]);
  expect(texts[0]?.slice(texts[0].indexOf('2.2 First start\n'))).toBe(
    '2.2 First start\n\n1. Open the Jarrow inlet valve.\n2. Fill the Jarrow pot to the mark.\n\nWait until the ' +
      'bubbles stop.\n\n3. Press the Jarrow start key.\n4. Note the pressure on the card.\n\nContinue after the ' +
      'night:\n\n5. Check the Jarrow gauge in the morning.\n6. Close the Jarrow vent.\n\nError codes of the Jarrow ' +
      'unit:\n\nA. No water in the Jarrow unit.\nB. Jarrow probe broken.\nC. Jarrow door open.',
  );
});

test('d05: merged cells are told in each row and column that they cover', async () => {
  const [text] = (await read('d05_merged.docx')).texts;
  expect(text).toContain('\nGround | Pantry | KF-12\nFirst | Landing | KF-21\n');
  expect(text).toContain(
    'Day | Opening hours | Opening hours\n | Morning | Afternoon\nSaturday | 09:00-12:15 | closed',
  );
});

test('d06: controls, fields, signs and boxes are read, hidden text is not', async () => {
  const { texts, pages } = await read('d06_misc.docx');
  expect(texts[0]).toBe(
    'Lorne sauna\n\nThe Lorne sauna heats to 88 °C in 35 minutes.\n\nThe breaker of the Lorne sauna is rated 32 ' +
      'amps.\n\nThe stones of the Lorne sauna weigh 25 kg.\n\nForm: ☒ Lorne bench oiled\n\nThe Lorne bucket holds ' +
      'nine litres.',
  );
  expect(pages[0]?.findings).toEqual([{ kind: 'invisible', text: 'SECRET-DRAFT: price was 9,400 euro.' }]);
});

test('d07: a document with macros is refused by what it is', async () => {
  await expect(read('d07_macro.docm')).rejects.toMatchObject({ code: 'macros' });
});

test('d08: sections, breaks before paragraphs and Word’s own last breaks are pages', async () => {
  expect((await read('d08_pages.docx')).texts).toEqual([
    'The Osprey gate opens outward.',
    'The Osprey lamp is on page two.',
    'The Osprey bell is on page three.',
    'The Osprey fuse is on page four.',
  ]);
});

test('d09: links, equations, notes by their sentence, tables in tables', async () => {
  const [text] = (await read('d09_links_math.docx')).texts;
  expect(text?.split('\n\n').slice(1)).toEqual([
    'Register the Petrel boiler here (https://register.example.com/petrel) within 30 days.',
    'For help with the Petrel boiler e-mail us (petrel@example.com).',
    'The U-value of the Petrel wall is 0.18 W/m²K as built.',
    'The Petrel flue is swept yearly (Not before the Petrel guarantee card was returned).',
    'Petrel tools: spanner 13 mm',
    'Petrel spares | rope | PR-1\nPetrel spares | glass | PR-2',
  ]);
});

test('d10: questions stand before their answers', async () => {
  const [text] = (await read('d10_faq.docx')).texts;
  expect(text).toContain('How long does the Sandpiper pump run?\n\nAbout four minutes after each shower.');
});

test('a file whose bytes were changed ends with a reason', async () => {
  const data = await readFile(new URL('../testing/cases/d01_header.docx', import.meta.url));
  // Seed 15 breaks what is inflated, of the document and of its styles.
  await expect(readBytes(mutate(data, 15))).rejects.toThrow(/invalid distance/);
});
