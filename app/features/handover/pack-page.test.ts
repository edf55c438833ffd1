import { expect, test } from 'vitest';
import { packPage } from './pack-page.ts';
import type { PaperItem } from './read-house-papers.server.ts';

const paper = (slot: string, state: PaperItem['state']): PaperItem => ({
  slot,
  name: slot,
  source: '',
  state,
  version: 1,
  cited: { document_id: 'd', title: 'A file', page: slot.length, quote: 'Words' },
  names: '',
  valid_until: null,
  copies: [],
  decided_at: null,
});

test('G10: a page of another house is not shown in a pack, though its document is in it for another paper', () => {
  const papers = [paper('one', 'confirmed'), paper('three', 'other')];
  const house = { id: 'h', label: '1 Long Avenue', address: '', house_type: 'A', development_id: 'x' };
  const page = packPage(
    { house, development: '', rules: '', holds_codes: false, papers, confirmed: 1, complete: false, run: null },
    new Map([['d', 'documents/001-a-file.pdf']]),
    new Date(),
  );
  expect(page).toContain('documents/001-a-file.pdf#page=3');
  expect(page).not.toContain('#page=5');
});
