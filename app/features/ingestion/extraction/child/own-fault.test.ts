import { inflateRawSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownFault } from './own-fault.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
/** As if code that stands there had thrown it. */
const from = (place: string, error = new TypeError('x is undefined')) =>
  Object.assign(error, { stack: `${error.name}: x\n    at Array.map (<anonymous>)\n    at f (${place}:1:2)` });

test('C8: a mistake of our own code is told from a file that is not as it should be', () => {
  const missing = undefined as unknown as { words: string[] };
  expect(ownFault(thrownBy(() => missing.words.map(String)))).toContain('own-fault.test.ts');
  expect(ownFault(thrownBy(() => JSON.parse('{')))).toContain('SyntaxError');
  expect(ownFault(thrownBy(() => readFileSync('/no/such/file')))).toContain('ENOENT');
  expect(ownFault(thrownBy(() => inflateRawSync(Buffer.from('rubbish'))))).toBeNull();
  expect(ownFault(new Error('Invalid PDF structure.'))).toBeNull();
  expect(ownFault('Invalid')).toBeNull();
  expect(ownFault(from('/srv/app/node_modules/unpdf/dist/pdfjs.mjs'))).toBeNull();
  expect(ownFault(from('/srv/app/features/ingestion/extraction/pdf/read-pdf.ts'))).toContain('read-pdf.ts');
});
