import { describe, expect, test } from 'vitest';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { refuseSameFile } from '../upload/refuse-same-file.ts';
import { documentChangeSchema } from '../schema.ts';
import { problemsOf, refusalOf, STORE_ANYWAY } from './form-refusal.ts';

const stored = {
  documentId: 'd',
  title: 'Stopcock',
  version: 2,
  status: 'ready' as const,
  live: true,
  createdAt: new Date('2026-11-29T12:00:00Z'),
};

function refusedOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('A10: what a form without scripts says of a refusal', () => {
  test('names the box to tick for a file that is stored already, where the API names its field', () => {
    const error = refuseSameFile(stored, undefined);
    expect(error.message).toContain('if_stored=store');
    expect(refusalOf(error)).toEqual({
      fields: [],
      message:
        'You have this file already: it is version 2 of “Stopcock”, uploaded on 29 November 2026. Owners can read ' +
        `it. Nothing was stored now. To store it all the same, choose the file again and tick “${STORE_ANYWAY}”.`,
    });
  });

  test('passes every other refusal on as it is', () => {
    const fields = [{ field: 'file', message: 'choose a file to upload' }];
    expect(refusalOf(new AppError('invalid-input', 'Look at the fields.', { fields }))).toEqual({
      message: 'Look at the fields.',
      fields,
    });
  });

  test.each([{}, { title: ' ', category: ' ' }])('says what to do about empty fields: %j', (given) => {
    const error = refusedOf(() => validate(documentChangeSchema, given));
    const problemOf = problemsOf(refusalOf(error));
    expect(['title', 'category', 'house_types'].map((field) => problemOf(field))).toEqual([
      'Give the document a title.',
      'Choose a category, or write one.',
      'Choose at least one house type.',
    ]);
  });
});
