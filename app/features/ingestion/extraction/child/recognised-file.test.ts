import { expect, test } from 'vitest';
import { fixtureFolder } from '../testing/fixtures.ts';
import { RecognisedFile } from './recognised-file.ts';

test('C10: pages are found in order, whichever were recognised', async () => {
  const folder = await fixtureFolder();
  const lines = [2, 3, 7].map((number) => JSON.stringify({ number, text: `Page ${number}` }));
  const file = new RecognisedFile(await folder.write('recognised', `${lines.join('\n')}\n`));
  const found: unknown[] = [];
  for (const number of [1, 3, 4, 7, 8]) found.push((await file.page(number))?.text);
  expect(found).toEqual([undefined, 'Page 3', undefined, 'Page 7', undefined]);
  expect(await new RecognisedFile(undefined).page(1)).toBeUndefined();
  await folder.remove();
});
