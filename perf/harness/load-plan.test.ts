import { describe, expect, test } from 'vitest';
import { allocateHouses, CHAT_LIMIT, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { judgeAnswer, judgeSearch } from '../lib/judge-answer.ts';
import { PROFILE_NAMES } from '../lib/load-input.ts';
import { paceScans, SCAN_LIMIT } from '../lib/pace-scans.ts';
import { PROFILES } from '../lib/profiles.ts';
import { thresholdsOf } from '../lib/thresholds.ts';
import { LIMITS } from '#app/platform/rate-limiter.ts';
import { expectationsOfAnotherType, readChatQuestions, readSearches } from './read-questions.ts';
import { loadHouses, pilotHouses } from './seed-load-houses.ts';
import { readLinks } from './remote-target.ts';

describe('A4: the load stays below the chat’s limit', () => {
  test('the limit is the application’s own', () => {
    expect([LIMITS.chat.points, LIMITS.chat.duration]).toEqual([CHAT_LIMIT, 60]);
  });

  test.each(PROFILE_NAMES.flatMap((name) => [4, 20, 220].map((houses) => [name, houses] as const)))('profile %s with %i houses', (name, houses) => {
    const { owners, rate, greedyQuestions } = PROFILES[name].chat;
    const parts = allocateHouses(houses, { owners, rate });
    const arrivals = parts.arrivals[1] - parts.arrivals[0];
    expect(60 / THINK_MIN_SECONDS).toBeLessThan(CHAT_LIMIT);
    expect(parts.rate * 60).toBeLessThan(CHAT_LIMIT * Math.max(arrivals, 0.1));
    expect(parts.owners[1]).toBeLessThanOrEqual(Math.max(parts.arrivals[0], parts.owners[1]));
    // Nobody shares a house with another part of the load.
    const used = [parts.owners, parts.arrivals, parts.greedy, parts.neighbours, parts.probes].flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
    expect(new Set(used).size).toBe(used.length);
    expect(Math.max(...used)).toBeLessThan(houses);
    if (greedyQuestions > 0) expect(greedyQuestions).toBeGreaterThan(CHAT_LIMIT);
  });

  test('220 houses carry the whole wish of every profile', () => {
    for (const name of PROFILE_NAMES) {
      const { owners, rate } = PROFILES[name].chat;
      expect(allocateHouses(220, { owners, rate })).toMatchObject({ owners: [0, Math.min(owners, 106)], rate });
    }
  });
});

describe('A3: onboardings stay below the limit of their codes', () => {
  test('the limit is the application’s own', () => {
    expect([LIMITS['qr-token'].points, LIMITS['qr-token'].duration]).toEqual([SCAN_LIMIT, 60]);
  });

  test.each(PROFILE_NAMES.flatMap((name) => [1, 4, 20, 199].map((houses) => [name, houses] as const)))('profile %s with %i houses', (name, houses) => {
    const wanted = PROFILES[name].onboarding;
    const { restSeconds, rate } = paceScans(houses, wanted);
    const onboardings = wanted.scanners * (60 / restSeconds) + rate * 60;
    expect((onboardings * 2) / houses).toBeLessThan(SCAN_LIMIT);
  });

  test('220 houses carry the whole wish of every profile', () => {
    for (const name of PROFILE_NAMES) expect(paceScans(220, PROFILES[name].onboarding)).toEqual({ restSeconds: 0, rate: PROFILES[name].onboarding.rate });
  });
});

describe('A5, A6: what the specification asks for is in the profiles', () => {
  test('concurrencies and traffic', () => {
    expect(PROFILES.pilot.rag.levels).toEqual([1, 5, 10, 20, 50, 200]);
    expect(PROFILES.traffic.traffic).toMatchObject({ owners: 50, retrievals: 200, uploads: 30 });
  });

  test('every level has its targets, dropped iterations fail every suite, and cold questions are measured only', () => {
    const thresholds = thresholdsOf('rag', ['c1', 'c200', 'cold']);
    expect(thresholds['step_duration{step:search,scenario:c200}']).toEqual(['p(50)<200', 'p(95)<500', 'p(99)<1000']);
    expect(thresholds['step_duration{step:search,scenario:cold}']).toBeUndefined();
    for (const suite of ['rag', 'chat', 'onboarding', 'traffic'] as const) expect(thresholdsOf(suite, []).dropped_iterations).toEqual(['count==0']);
    expect(thresholdsOf('chat', ['owners', 'greedy']).limited).toEqual(['count>0']);
    expect(thresholdsOf('onboarding', []).step_ok).toEqual(['rate==1']);
  });
});

describe('A4: answers are judged by what they say', () => {
  const question = { question: 'Where is my fuse box?', exclusive: true, phrases: { A: ['under the stairs'], B: ['utility room'] } };
  const citation = { document_id: 'd', title: 'Electrical installation', page: 1, quote: 'q', url: '/u' };
  const answer = { answer: 'Your fuse board is under  the\nstairs.', grounded: true, citations: [citation] };

  test.each([
    [answer, null],
    [{ ...answer, answer: 'In the utility room.' }, 'wrong answer'],
    [{ ...answer, answer: 'Under the stairs, or in the utility room.' }, 'answer of another house type'],
    [{ ...answer, grounded: false }, 'not grounded'],
    [{ ...answer, citations: [] }, 'not cited'],
    [{ ...answer, citations: [{ ...citation, page: 0 }] }, 'broken citation'],
    [{ ...answer, citations: undefined }, 'malformed answer'],
    ['<html>', 'malformed answer'],
    [null, 'malformed answer'],
  ])('%j', (body, kind) => {
    expect(judgeAnswer(body, question, 'A')).toBe(kind);
  });

  test('a search finds passages with their page', () => {
    expect(judgeSearch({ items: [citation] })).toBeNull();
    expect(judgeSearch({ items: [] })).toBe('nothing found');
    expect(judgeSearch({ items: [{ ...citation, title: '' }] })).toBe('broken citation');
    expect(judgeSearch('x')).toBe('malformed answer');
  });

  test('the fuse board is asked of every type, and --prove wrong-answers gives each the answer of another', async () => {
    const questions = await readChatQuestions();
    const fuse = questions[0]!;
    expect(fuse.phrases).toMatchObject({ A: ['under the stairs'], B: ['utility room'], C: ['cloaks cupboard'], D: ['plant room'] });
    expect(expectationsOfAnotherType(questions)[0]!.phrases).toMatchObject({ A: ['utility room'], B: ['cloaks cupboard'], C: ['plant room'], D: ['under the stairs'] });
    for (const type of ['A', 'B', 'C', 'D']) expect(questions.filter(({ phrases }) => phrases[type]).length).toBeGreaterThanOrEqual(5);
  });

  test('the searches are the evaluation’s questions, each once', async () => {
    const searches = await readSearches();
    expect(searches.length).toBeGreaterThanOrEqual(60);
    expect(new Set(searches).size).toBe(searches.length);
  });
});

describe('A2: the houses of the load', () => {
  test('are the pilot’s and more, types in turn, each tenth of the added ones claimed', () => {
    expect(pilotHouses()).toHaveLength(20);
    expect(pilotHouses().slice(0, 4).map(({ house_type }) => house_type)).toEqual(['A', 'B', 'C', 'D']);
    const added = loadHouses(200);
    expect(added.filter(({ claimed }) => claimed)).toHaveLength(20);
    expect(new Set([...pilotHouses(), ...added].map(({ house_id }) => house_id)).size).toBe(220);
  });

  test('printed links are read, each once', () => {
    const code = 'x'.repeat(43);
    expect(readLinks(`type A:\nhttp://localhost:3000/onboarding?uid=${code}\nagain http://localhost:3000/onboarding/${code}\n/onboarding?uid=short`)).toEqual([code]);
  });
});
