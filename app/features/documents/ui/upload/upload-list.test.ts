import { describe, expect, test } from 'vitest';
import { reduceUploads, type Upload, type UploadEvent } from './upload-list.ts';

const file = (name: string, content = 'text') => new File([content], name, { lastModified: 1 });
const after = (...events: UploadEvent[]) => events.reduce<Upload[]>(reduceUploads, []);

describe('G3: reduceUploads', () => {
  test('each file gets its row and a title; one that cannot be taken is refused before anything is sent', () => {
    const rows = after({ type: 'chosen', files: [file('heating_guide.pdf'), file('setup.exe')] });
    expect(rows.map(({ title, state }) => [title, state])).toEqual([
      ['Heating guide', 'chosen'],
      ['Setup', 'refused'],
    ]);
    expect(rows[1]!.problem).toMatchObject({ field: 'file', retry: false });
  });

  test('the same file chosen twice is one row', () => {
    expect(
      after({ type: 'chosen', files: [file('a.pdf')] }, { type: 'chosen', files: [file('a.pdf'), file('b.pdf')] }),
    ).toHaveLength(2);
  });

  test('a row without a title stays behind with a reason, the others go', () => {
    const chosen = after({ type: 'chosen', files: [file('a.pdf'), file('b.pdf')] });
    const rows = [
      { type: 'titled', key: chosen[0]!.key, title: '  ' } as const,
      { type: 'submitted', fields: [] } satisfies UploadEvent,
    ].reduce<Upload[]>(reduceUploads, chosen);
    expect(rows.map((row) => row.state)).toEqual(['chosen', 'waiting']);
    expect(rows[0]!.problem).toMatchObject({ field: 'title' });
  });

  test('a file that is stored already waits for an answer, and is sent again when it is wanted', () => {
    const chosen = after({ type: 'chosen', files: [file('a.pdf')] }, { type: 'submitted', fields: [] });
    const key = chosen[0]!.key;
    const twin = {
      document_id: 'd1',
      title: 'A',
      version: 1,
      status: 'ready',
      live: true,
      stored_at: '2026-01-01T00:00:00.000Z',
    } as const;
    const asked = reduceUploads(chosen, { type: 'answered', key, answer: { ok: false, twin } });
    expect(asked[0]).toMatchObject({ state: 'asked', twin, problem: null });
    expect(reduceUploads(asked, { type: 'cleared', ended: new Set() })).toHaveLength(1);
    expect(reduceUploads(asked, { type: 'retried', key })[0]).toMatchObject({ state: 'waiting', twin });
  });

  test('follows a file from its turn to the server’s answer, and a second try starts afresh', () => {
    const chosen = after(
      { type: 'chosen', files: [file('a.pdf')] },
      { type: 'submitted', fields: [['category', 'guides']] },
    );
    const key = chosen[0]!.key;
    const refused = (
      [
        { type: 'started', key },
        { type: 'sent', key, percent: 60 },
        { type: 'answered', key, answer: { ok: false, message: 'Busy', field: null, retry: true } },
      ] satisfies UploadEvent[]
    ).reduce<Upload[]>(reduceUploads, chosen);
    expect(refused[0]).toMatchObject({ state: 'refused', sent: 60, problem: { message: 'Busy', retry: true } });
    const accepted = (
      [
        { type: 'retried', key },
        { type: 'started', key },
        { type: 'answered', key, answer: { ok: true, documentId: 'd1' } },
      ] satisfies UploadEvent[]
    ).reduce<Upload[]>(reduceUploads, refused);
    expect(accepted[0]).toMatchObject({
      state: 'accepted',
      sent: 100,
      documentId: 'd1',
      problem: null,
      fields: [['category', 'guides']],
    });
  });

  test('clearing keeps what is still going on', () => {
    const names = ['a.pdf', 'b.pdf', 'c.exe', 'd.pdf', 'lost.pdf', 'full.pdf'];
    const chosen = after({ type: 'chosen', files: names.map((name) => file(name)) });
    const [a, b, , , lost, full] = chosen;
    const refused = { ok: false, message: 'No', field: null } as const;
    const rows = (
      [
        { type: 'answered', key: a!.key, answer: { ok: true, documentId: 'done' } },
        { type: 'answered', key: b!.key, answer: { ok: true, documentId: 'open' } },
        { type: 'answered', key: lost!.key, answer: { ...refused, retry: true } },
        { type: 'answered', key: full!.key, answer: { ...refused, retry: false } },
        { type: 'cleared', ended: new Set(['done']) },
      ] satisfies UploadEvent[]
    ).reduce<Upload[]>(reduceUploads, chosen);
    expect(rows.map((row) => row.file.name)).toEqual(['b.pdf', 'd.pdf', 'lost.pdf']);
  });
});
