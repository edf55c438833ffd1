import { describe, expect, test } from 'vitest';
import { readAnswer } from './send-upload.ts';

describe('G3: readAnswer', () => {
  test('an accepted upload names its document', () => {
    expect(readAnswer(202, '{"document_id":"d1","job_id":"j1"}', null)).toEqual({ ok: true, documentId: 'd1' });
  });
  test('a field at fault is named in words', () => {
    expect(
      readAnswer(
        422,
        JSON.stringify({
          detail: 'house_types: choose at least one house type',
          errors: [{ field: 'house_types', message: 'choose at least one house type' }],
        }),
        null,
      ),
    ).toEqual({
      ok: false,
      field: 'house_types',
      retry: true,
      message: 'House types: choose at least one house type.',
    });
  });
  test.each([413, 415])('%i shows what the server says, and trying the same file again is not offered', (status) => {
    expect(readAnswer(status, '{"detail":"Save it as a PDF."}', null)).toMatchObject({
      ok: false,
      message: 'Save it as a PDF.',
      retry: false,
    });
  });
  test('a file that is stored already comes back as a question with where it is; any other 409 as a refusal', () => {
    const twin = {
      document_id: 'd1',
      title: 'Heating',
      version: 2,
      status: 'ready',
      live: true,
      stored_at: '2026-01-01',
    };
    const problem = { detail: 'Stored already.', code: 'document_already_stored', twin };
    expect(readAnswer(409, JSON.stringify(problem), null)).toEqual({ ok: false, twin });
    expect(readAnswer(409, JSON.stringify({ ...problem, twin: null }), null)).toMatchObject({
      message: 'Stored already.',
    });
    expect(readAnswer(409, JSON.stringify({ detail: 'Busy.' }), null)).toMatchObject({ message: 'Busy.', retry: true });
  });
  test('E4: 429 says how long to wait', () => {
    expect(readAnswer(429, '{}', '12')).toMatchObject({
      message: expect.stringContaining('Wait 12 seconds'),
      retry: true,
    });
    expect(readAnswer(429, '', null)).toMatchObject({ message: expect.stringContaining('Wait a minute') });
  });
  test('a page of a proxy, or nothing at all, still gives a sentence', () => {
    expect(readAnswer(502, '<html>Bad gateway</html>', null)).toMatchObject({
      ok: false,
      message: expect.stringContaining('Try again'),
      retry: true,
    });
    expect(readAnswer(202, '', null)).toMatchObject({ ok: false });
  });
});
