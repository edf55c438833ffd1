import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ANSWER_MODES } from '#db/schema/answer-modes.ts';
import { Provenance } from './provenance.tsx';

const cited = (page: number, more: object = {}) => ({
  document_id: 'd',
  title: 'Heating',
  page,
  quote: 'q',
  url: '/u',
  ...more,
});
const shown = (mode: (typeof ANSWER_MODES)[number], citations = [cited(4)]) =>
  renderToStaticMarkup(<Provenance turn={{ mode, citations }} />).replace(/<[^>]*>/g, '');

test('F10: each answer says whether an AI wrote it', () => {
  expect(shown('extractive')).toContain('Not written by AI');
  expect(shown('record')).toContain('Not written by AI');
  expect(shown('safety')).toContain('not written by AI');
  expect(shown('model')).toContain('Written by AI from page 4.');
  expect(shown('extractive')).toContain('word for word');
  expect(shown('refusal')).toContain('No answer from your documents');
  for (const mode of ANSWER_MODES) expect(shown(mode), mode).not.toBe('');
});

test('F10: what an AI wrote names each page once, as it is called', () => {
  const pages = [cited(4), cited(4), cited(7, { page_label: 'iv' }), cited(9, { last_page: 10 })];
  expect(shown('model', pages)).toContain('Written by AI from page 4, page iv (sheet 7) and pages 9–10.');
});

test('C10: of what was read from a scan nobody is told that it is quoted word for word', () => {
  const words = shown('extractive', [cited(4), cited(7, { recognised: true })]);
  expect(words).toContain('read from a scan, not written by AI');
  expect(words).not.toContain('word for word');
});
