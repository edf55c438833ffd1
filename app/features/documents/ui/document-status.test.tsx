import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DocumentStatus } from './document-status.tsx';

const shown = {
  title: 'Guide',
  status: 'ready' as const,
  progress: 100,
  reason: null,
  warnings: [],
  version: 1,
  live_version: 1,
  choice_needed: false,
  looks_like: null,
  lost_answers: null,
};

describe('G3: DocumentStatus', () => {
  test('tells how many scanned pages are read with each page, and says it aloud at each tenth of them', () => {
    const html = (done: number) =>
      renderToStaticMarkup(<DocumentStatus document={{ ...shown, recognition: { pages: 300, done } }} />);
    expect(html(12)).toContain('<span aria-hidden="true">Reading scanned pages: 12 of 300</span>');
    expect(html(12)).toMatch(/aria-live="polite"[^>]*>Reading scanned pages: 0 of 300</);
    expect(html(61)).toMatch(/aria-live="polite"[^>]*>Reading scanned pages: 60 of 300</);
    expect(html(300)).toMatch(/aria-live="polite"[^>]*>Reading scanned pages: 300 of 300</);
  });

  test('says nothing of scans when none are being read', () => {
    expect(renderToStaticMarkup(<DocumentStatus document={{ ...shown, recognition: null }} />)).not.toContain(
      'scanned',
    );
  });

  test('says of scans once how far they are, and never that a failed one is still to be read', () => {
    const warnings = ['40 of 40 pages are scans that have not been read (pages 1–40). Answers cannot quote them.'];
    const html = (more: object) =>
      renderToStaticMarkup(<DocumentStatus document={{ ...shown, recognition: null, warnings, ...more }} />);
    expect(html({})).toContain('have not been read');
    const reading = html({ status: 'processing', progress: 47, recognition: { pages: 40, done: 6 } });
    expect(reading).toContain('Reading scanned pages: 6 of 40');
    expect(reading).not.toContain('have not been read');
    expect(reading).not.toContain('Reading 47 %');
    const failed = html({ status: 'failed', reason: 'This scan could not be read well enough.' });
    expect(failed).toContain('could not be read well enough');
    expect(failed).not.toContain('have not been read');
  });
});
