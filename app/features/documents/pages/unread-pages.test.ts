import { describe, expect, test } from 'vitest';
import { FINDING_KINDS } from '#db/schema/finding-kinds.ts';
import { describeFinding, issuesOf, TRACKED, type UnreadPage } from './unread-pages.ts';

const page = (number: number, rest: Partial<UnreadPage> = {}): UnreadPage => ({
  page: number,
  hasText: true,
  error: null,
  label: null,
  role: null,
  confidence: null,
  kinds: {},
  waits: false,
  ...rest,
});
const titles = (...pages: UnreadPage[]) => issuesOf(pages).map(({ title }) => title);

describe('C9, C10, G3: what a builder is told of how a document was read', () => {
  test('by page, in ranges, the weightiest first', () => {
    expect(
      issuesOf([
        page(1, { role: 'cover' }),
        page(3, { hasText: false }),
        page(4, { hasText: false }),
        page(6, { hasText: false }),
        page(7, { hasText: false, error: 'damaged' }),
      ]).map(({ key, pages }) => [key, pages]),
    ).toEqual([
      ['failed', [{ from: 7, to: 7 }]],
      [
        'empty',
        [
          { from: 3, to: 4 },
          { from: 6, to: 6 },
        ],
      ],
      ['aside', [{ from: 1, to: 1 }]],
    ]);
  });

  test('a page that waits to be recognised is not called blank, with or without letters beside its picture', () => {
    expect(titles(page(1, { hasText: false, waits: true }), page(2, { waits: true }))).toEqual(['Waits to be read']);
  });

  test('a scan that was read is told from one that is too poor, and from a page without text', () => {
    expect(titles(page(1, { confidence: 88 }))).toEqual(['Read from a scan']);
    expect(titles(page(1, { confidence: 21, hasText: false }))).toEqual(['Scan too poor to read']);
    expect(titles(page(1, { confidence: 21, hasText: false, kinds: { doubtful: 1 } }))).toEqual([
      'Scan too poor to read',
    ]);
    expect(titles(page(1, { hasText: false }))).toEqual(['Blank, or without text']);
    expect(titles(page(1, { hasText: false, kinds: { picture: 1 } }))).toEqual(['Pictures whose words were not read']);
  });

  test('every kind of finding but running lines and captions is told, and has a name', () => {
    for (const kind of FINDING_KINDS) {
      const told = kind === 'running-line' || kind === 'aside' ? 0 : 1;
      expect([kind, titles(page(1, { kinds: { [kind]: 1 } })).length]).toEqual([kind, told]);
      expect(describeFinding({ kind }).name).toMatch(/^[a-z ]+$/);
    }
    expect(describeFinding({ kind: 'picture', count: 3 })).toEqual({ fate: 'not-read', name: '3 pictures' });
    expect(describeFinding({ kind: 'invisible', text: 'draft' })).toEqual({
      fate: 'left-out',
      name: 'hidden text',
      text: 'draft',
    });
  });

  test('what was deleted with changes tracked is not called hidden', () => {
    expect(describeFinding({ kind: 'invisible', text: `${TRACKED}seven days` })).toEqual({
      fate: 'left-out',
      name: 'text that was deleted with changes tracked',
      text: 'seven days',
    });
  });
});
