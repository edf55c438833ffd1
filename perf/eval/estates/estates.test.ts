import { beforeAll, describe, expect, it } from 'vitest';
import { ESTATES, readDocuments, readEstate, renderEstate, type EvalEstate, type ReadDocument } from './read-estate.ts';

describe.each(ESTATES)('%s', (slug) => {
  let estate: EvalEstate;
  let documents: ReadDocument[];
  beforeAll(async () => {
    estate = await readEstate(slug);
    documents = await readDocuments(estate);
  });

  it('has at least 12 documents and 90 pages, each with text', () => {
    expect(documents.length).toBeGreaterThanOrEqual(12);
    expect(documents.flatMap(({ pages }) => pages).length).toBeGreaterThanOrEqual(90);
    expect(
      documents.flatMap(({ slug, pages }) => pages.filter(({ text }) => text.trim() === '').map(() => slug)),
    ).toEqual([]);
  });

  it('names only its own kinds of home', () => {
    const codes = estate.houseTypes.map(({ code }) => code);
    expect(documents.filter(({ meta }) => meta.house_types.some((code) => !codes.includes(code)))).toEqual([]);
  });

  it('says nothing twice: no paragraph stands in two places', () => {
    const long = documents.flatMap(({ pages }) =>
      pages.flatMap(({ text }) => text.split('\n').filter((line) => line.length > 90)),
    );
    expect(long.length).toBeGreaterThan(300);
    expect(long.filter((line, index) => long.indexOf(line) !== index)).toEqual([]);
  });

  it('is rendered to the same bytes each time', async () => {
    const bytes = async () => {
      for await (const { meta, file } of renderEstate(estate)) if (meta.format === 'pdf') return file;
      throw new Error('There is no PDF.');
    };
    expect((await bytes()).equals(await bytes())).toBe(true);
  });
});
