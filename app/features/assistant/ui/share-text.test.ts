import { expect, test } from 'vitest';
import { shareText } from './share-text.ts';

test('F4: an answer is shared as text with the page it stands on', () => {
  const citation = {
    document_id: 'd',
    title: 'Electrical guide',
    page: 4,
    quote: 'The fuse board is\nunder the stairs.',
    url: '/home/documents/d?page=4',
  };
  const turn = { question: 'Where is it?', text: '**Under** the stairs [1].', citations: [citation] };
  expect(shareText(turn)).toBe(
    'Where is it?\n\nUnder the stairs.\n\nSource:\nElectrical guide, page 4: “The fuse board is / under the stairs.”',
  );
  expect(shareText({ ...turn, question: '', citations: [] })).toBe('Under the stairs.');
});
