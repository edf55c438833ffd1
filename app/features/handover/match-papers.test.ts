import { expect, test } from 'vitest';
import type { PaperFind } from '#db/schema/handover-words.ts';
import { openMatcher, type Decided, type DocumentToMatch } from './match-papers.ts';
import { readPaper } from './read-paper.ts';
import { IRELAND } from './rules/ireland.ts';

const TODAY = '2026-11-30';
const houses = Array.from({ length: 60 }, (_, at) => ({
  id: `h${at + 1}`,
  label: `${at + 1} Longview Avenue`,
  address: `${at + 1} Longview Avenue, Midleton`,
  eircode: null,
  houseType: at < 50 ? 'A' : 'B',
}));
const [first] = houses as [(typeof houses)[0]];

function find(text: string, more: Partial<PaperFind> = {}): PaperFind {
  const page = readPaper({ page: more.page ?? 1, text, headings: [], role: null, confidence: null });
  const named = { lines: page.identity, ...(page.namesMore ? { namesMore: true } : {}) };
  return { page: 1, slot: 'energy', quote: text, score: 0.9, fingerprint: text, scanned: false, ...named, ...more };
}
const document = (documentId: string, finds: PaperFind[], more: Partial<DocumentToMatch> = {}): DocumentToMatch => ({
  documentId,
  title: 'A file',
  houseTypes: ['A', 'B'],
  cover: [],
  finds,
  ...more,
});
function energyOf(documents: DocumentToMatch[], before?: Partial<Decided>, house = first) {
  const decided: Decided = {
    decision: null,
    refused: [],
    documentId: null,
    page: null,
    quote: '',
    fingerprint: null,
    validUntil: null,
    ...before,
  };
  const papers = openMatcher(IRELAND, houses, documents, TODAY)(house, new Map([['energy', decided]]));
  return papers.find(({ slot }) => slot === 'energy');
}
const OWN = 'Dwelling: 1 Longview Avenue';
const confirmed = (more: Partial<Decided>): Partial<Decided> => ({ decision: 'confirmed', page: 1, ...more });

test('G10: a valid page of the house comes before an expired one, that before a page for all', () => {
  const general = document('all', [find('BER')]);
  const old = document('old', [find(OWN, { validUntil: '2020-01-01' })]);
  const good = document('good', [find(OWN, { validUntil: '2036-01-01', fingerprint: 'good' })]);
  expect(energyOf([general])).toMatchObject({ state: 'found', documentId: 'all', names: '' });
  expect(energyOf([general, old])).toMatchObject({ state: 'expired', documentId: 'old' });
  expect(energyOf([general, old, good])).toMatchObject({ state: 'found', documentId: 'good', names: first.label });
  expect(energyOf([])).toMatchObject({ state: 'missing' });
  expect(energyOf([good], { refused: ['good'] })).toMatchObject({ state: 'refused' });
  expect(energyOf([good], { decision: 'waived' })).toMatchObject({ state: 'waived' });
});

test('G10: what was confirmed and has run out is expired until one that is good is there', () => {
  const old = document('old', [find(OWN, { validUntil: '2026-11-29' })]);
  const before = confirmed({ documentId: 'old', fingerprint: OWN, validUntil: '2026-11-29' });
  expect(energyOf([old], before)).toMatchObject({ state: 'expired', decision: 'confirmed', documentId: 'old' });
  const renewed = document('new', [find(OWN, { validUntil: '2036-01-01', fingerprint: 'new' })]);
  expect(energyOf([old, renewed], before)).toMatchObject({ state: 'found', decision: null, documentId: 'new' });
  const lastDay = document('old', [find(OWN, { validUntil: TODAY })]);
  expect(energyOf([lastDay, renewed], { ...before, validUntil: TODAY })).toMatchObject({ state: 'confirmed' });
});

test('G10: a confirmed page is held to what it says by now, and not kept where the house does not see it', () => {
  const before = confirmed({ documentId: 'd', page: 4, fingerprint: OWN, validUntil: '2026-01-01' });
  const moved = [find(OWN, { page: 4, validUntil: '2036-01-01' })];
  expect(energyOf([document('d', moved)], before)).toMatchObject({
    state: 'confirmed',
    page: 4,
    validUntil: '2036-01-01',
  });
  expect(energyOf([document('d', moved, { houseTypes: ['B'] })], before)).toMatchObject({
    state: 'missing',
    decision: null,
  });
});

test('G10: a table of many houses is each house’s; what does not fit into what is kept may be anybody’s', () => {
  const table = (rows: number) =>
    find(
      houses
        .slice(0, rows)
        .map(({ label }) => `${label} | 13 | pass`)
        .join('\n'),
    );
  expect(energyOf([document('t', [table(40)])], {}, houses[39])).toMatchObject({ state: 'found' });
  expect(energyOf([document('t', [table(40)])], {}, houses[40])).toMatchObject({ state: 'missing' });
  const long = find(`${`${OWN}\n`.repeat(130)}2 Longview Avenue`);
  expect(energyOf([document('t', [long])], {}, houses[1])).toMatchObject({ state: 'found', names: '' });
  expect(energyOf([document('t', [long])])).toMatchObject({ state: 'found', names: first.label, copies: [] });
});
