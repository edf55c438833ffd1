import { beforeAll, describe, expect, it } from 'vitest';
import { readHalf, type EstateQuestion } from './estate-questions.ts';
import { holdsAll, holdsFact } from './holds-fact.ts';
import { ESTATES, readDocuments, readEstate, renderEstate, type EvalEstate, type ReadDocument } from './read-estate.ts';

/** What an estate must have at least: one with halves that are alike, and one that nobody tunes on. */
const SIZES = {
  parted: { pages: 90, longLines: 300, answerable: 150, unanswerable: 60 },
  report: { pages: 60, longLines: 200, answerable: 80, unanswerable: 50 },
};

describe.each(ESTATES)('%s', (slug) => {
  let estate: EvalEstate;
  let documents: ReadDocument[];
  let questions: EstateQuestion[];
  let halves: [EstateQuestion[], EstateQuestion[]];
  beforeAll(async () => {
    estate = await readEstate(slug);
    documents = await readDocuments(estate);
    halves = [await readHalf(slug, 'tuning'), await readHalf(slug, 'report')];
    questions = halves.flat();
  });

  const least = () => SIZES[halves[0].length > 0 ? 'parted' : 'report'];
  const answerable = () => questions.filter((question) => question.kind !== 'unanswerable');
  const unanswerable = () => questions.filter((question) => question.kind === 'unanswerable');
  const pageOf = (place: string) => {
    const [name, number] = place.split(':');
    return documents.find((each) => each.slug === name)?.pages.find((page) => page.number === Number(number));
  };
  const seenBy = (home: string) =>
    documents.filter(({ meta }) => meta.house_types.includes(home)).flatMap(({ pages }) => pages);

  it('has at least 12 documents and enough pages, each with text', () => {
    expect(documents.length).toBeGreaterThanOrEqual(12);
    expect(documents.flatMap(({ pages }) => pages).length).toBeGreaterThanOrEqual(least().pages);
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
    expect(long.length).toBeGreaterThan(least().longLines);
    expect(long.filter((line, index) => long.indexOf(line) !== index)).toEqual([]);
  });

  it('is rendered to the same bytes each time', async () => {
    const bytes = async () => {
      for await (const { meta, file } of renderEstate(estate)) if (meta.format === 'pdf') return file;
      throw new Error('There is no PDF.');
    };
    expect((await bytes()).equals(await bytes())).toBe(true);
  });

  it('its questions are enough, each with an id of its own and asked once by a kind of home', () => {
    expect(answerable().length).toBeGreaterThanOrEqual(least().answerable);
    expect(unanswerable().length).toBeGreaterThanOrEqual(least().unanswerable);
    for (const keys of [questions.map(({ id }) => id), questions.map(({ ask, question }) => `${ask} ${question}`)])
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('its questions are parted alike, whatever their kind', () => {
    const [tuning, report] = halves;
    expect(tuning.filter(({ half }) => half !== 'tuning')).toEqual([]);
    expect(report.filter(({ half }) => half !== 'report')).toEqual([]);
    if (tuning.length === 0) return;
    const groupOf = (question: EstateQuestion) => ('near' in question ? question.near : question.kind);
    const groups = [...new Set(questions.map(groupOf))];
    const count = (half: EstateQuestion[], group: string) => half.filter((each) => groupOf(each) === group).length;
    expect(groups.filter((group) => Math.abs(count(tuning, group) - count(report, group)) > 1)).toEqual([]);
    expect(Math.abs(tuning.length - report.length)).toBeLessThanOrEqual(1);
  });

  it('its questions have their facts on their pages, in documents for the home that asks', () => {
    const wrong = answerable().flatMap(({ id, ask, pages, facts }) => {
      const texts = pages.map((place) => pageOf(place)?.text ?? '');
      const foreign = pages.filter(
        (place) => !documents.find((each) => each.slug === place.split(':')[0])?.meta.house_types.includes(ask),
      );
      const idle = texts.filter((text) => !facts.flat().some((fact) => holdsFact(text, fact)));
      return foreign.length > 0 || idle.length > 0 || !holdsAll(texts.join('\n'), facts) ? [id] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('its questions never point to a cover or a page of contents', () => {
    const places = answerable().flatMap(({ pages }) => pages);
    expect(places.filter((place) => pageOf(place)?.role !== undefined)).toEqual([]);
  });

  it('its questions call wrong what the estate says elsewhere, and never what is right', () => {
    const everything = documents.flatMap(({ pages }) => pages.map(({ text }) => text)).join('\n');
    expect(
      questions.flatMap(({ id, wrong }) => wrong.filter((fact) => !holdsFact(everything, fact)).map(() => id)),
    ).toEqual([]);
    expect(
      answerable().flatMap(({ id, facts, wrong }) =>
        wrong
          .filter((fact) => facts.flat().some((right) => holdsFact(right, fact) || holdsFact(fact, right)))
          .map(() => id),
      ),
    ).toEqual([]);
  });

  it('its questions without an answer have none on any page that the home may see', () => {
    const found = unanswerable().flatMap(({ id, ask, absent }) => {
      const pages = seenBy(ask);
      return absent.filter((fact) => pages.some(({ text }) => holdsFact(text, fact))).map((fact) => `${id}: ${fact}`);
    });
    expect(found).toEqual([]);
  });

  it('its questions without an answer allow only what the home may read', () => {
    const unread = unanswerable().flatMap(({ id, ask, allow }) => {
      const pages = seenBy(ask);
      return allow.filter((fact) => !pages.some(({ text }) => holdsFact(text, fact))).map((fact) => `${id}: ${fact}`);
    });
    expect(unread).toEqual([]);
  });
});
