import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { allocateHouses, THINK_MIN_SECONDS } from '../lib/allocate-houses.ts';
import { judgeAnswer, judgeSearch } from '../lib/judge-answer.ts';
import { PROFILE_NAMES, SUITES } from '../lib/load-input.ts';
import { paceScans } from '../lib/pace-scans.ts';
import { PROFILES } from '../lib/profiles.ts';
import { thresholdsOf } from '../lib/thresholds.ts';
import { consume, resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { LimitName } from '#app/platform/rate-limits.ts';
import { expectationsOfAnotherType, readChatQuestions, readSearches } from './read-questions.ts';
import { loadHouses, pilotHouses } from './target/seed-load-houses.ts';
import { readLinks } from './target/remote-target.ts';

type Use = { second: number; house: number };

/**
 * Counts these uses with the application's own limiter, by a clock that stands at each one's second. Returns the houses
 * that were refused.
 */
async function refusedBy(limit: LimitName, uses: Use[]): Promise<number[]> {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  resetRateLimits();
  const refused = new Set<number>();
  for (const { second, house } of uses.toSorted((a, b) => a.second - b.second)) {
    vi.setSystemTime(second * 1000);
    await consume(limit, String(house)).catch(() => refused.add(house));
  }
  resetRateLimits();
  return [...refused];
}

/** Whose turn it is, `count` times: the houses of a range, round and round. */
function usesOf(range: readonly [number, number], count: number): number[] {
  return Array.from({ length: range[1] > range[0] ? count : 0 }, (_, n) => range[0] + (n % (range[1] - range[0])));
}

const SECONDS = 130;

describe('A4: the load stays below the chat’s limit', () => {
  test.each(PROFILE_NAMES.flatMap((name) => [4, 20, 220].map((houses) => [name, houses] as const)))(
    'profile %s with %i houses',
    async (name, houses) => {
      const { owners, rate, greedyQuestions } = PROFILES[name].chat;
      const parts = allocateHouses(houses, { owners, rate });
      const [first, end] = parts.owners;
      // Every answer comes at once, so nobody can ask oftener than this.
      const rounds = Math.floor(SECONDS / THINK_MIN_SECONDS);
      const asked = usesOf(parts.owners, rounds * (end - first)).map((house, n) => ({
        house,
        second: Math.floor(n / (end - first)) * THINK_MIN_SECONDS,
      }));
      const arrived = usesOf(parts.arrivals, parts.rate * SECONDS).map((house, n) => ({
        house,
        second: n / parts.rate,
      }));
      const greedy = usesOf(parts.greedy, greedyQuestions).map((house) => ({ house, second: 30 }));
      const neighbours = usesOf(parts.neighbours, 3 * (parts.neighbours[1] - parts.neighbours[0])).map((house) => ({
        house,
        second: 30,
      }));
      const uses = [...asked, ...arrived, ...greedy, ...neighbours];
      expect(asked.length).toBeGreaterThan(0);
      expect(await refusedBy('chat', uses)).toEqual([...new Set(greedy.map(({ house }) => house))]);
      expect(Math.max(...uses.map(({ house }) => house))).toBeLessThan(houses);
      // Nobody shares a house with another part of the load.
      const ranges = [parts.owners, parts.arrivals, parts.greedy, parts.neighbours, parts.probes];
      const used = ranges.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index));
      expect(new Set(used).size).toBe(used.length);
    },
  );

  test('220 houses carry the whole wish of every profile', () => {
    for (const name of PROFILE_NAMES) {
      const { owners, rate } = PROFILES[name].chat;
      expect(allocateHouses(220, { owners, rate })).toMatchObject({ owners: [0, Math.min(owners, 106)], rate });
    }
  });
});

describe('A3: onboardings stay below the limit of their codes', () => {
  test.each(PROFILE_NAMES.flatMap((name) => [1, 4, 20, 199].map((houses) => [name, houses] as const)))(
    'profile %s with %i houses',
    async (name, houses) => {
      const { scanners, restSeconds, rate } = paceScans(houses, PROFILES[name].onboarding);
      const rounds = Math.floor(SECONDS / restSeconds) + 1;
      const scanned = usesOf([0, houses], rounds * scanners).map((house, n) => ({
        house,
        second: Math.floor(n / scanners) * restSeconds,
      }));
      const arrived = usesOf([0, houses], rate * SECONDS).map((house, n) => ({ house, second: n / rate }));
      // A code is scanned, and what it opens is asked for.
      const uses = [...scanned, ...arrived].flatMap((use) => [use, use]);
      expect(uses.length).toBeGreaterThan(0);
      expect(await refusedBy('qr-token', uses)).toEqual([]);
    },
  );

  test('220 houses carry the whole wish of every profile', () => {
    for (const name of PROFILE_NAMES) {
      const { scanners, rate } = PROFILES[name].onboarding;
      expect(paceScans(220, { scanners, rate })).toEqual({ scanners, restSeconds: 0, rate });
    }
  });
});

describe('A5: what must hold of a run', () => {
  test('every level has its targets, dropped iterations fail every suite, and cold questions are measured only', () => {
    const thresholds = thresholdsOf('rag', ['c1', 'c200', 'cold']);
    expect(thresholds['step_duration{step:search,scenario:c200}']).toEqual(['p(50)<200', 'p(95)<500', 'p(99)<1000']);
    expect(thresholds['step_duration{step:search,scenario:cold}']).toBeUndefined();
    for (const suite of SUITES) expect(thresholdsOf(suite, []).dropped_iterations, suite).toEqual(['count==0']);
    expect(thresholdsOf('chat', ['owners', 'greedy']).limited).toEqual(['count>0']);
    expect(thresholdsOf('onboarding', []).step_ok).toEqual(['rate==1']);
  });
});

describe('A4: answers are judged by what they say', () => {
  const question = {
    question: 'Where is my fuse box?',
    exclusive: true,
    phrases: { A: ['under the stairs'], B: ['utility room'] },
  };
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

  test('the fuse board is asked of every type; --prove wrong-answers gives each another’s answer', async () => {
    const questions = await readChatQuestions();
    const fuse = questions[0]!;
    expect(fuse.phrases).toMatchObject({
      A: ['under the stairs'],
      B: ['utility room'],
      C: ['cloaks cupboard'],
      D: ['plant room'],
    });
    expect(expectationsOfAnotherType(questions)[0]!.phrases).toMatchObject({
      A: ['utility room'],
      B: ['cloaks cupboard'],
      C: ['plant room'],
      D: ['under the stairs'],
    });
    for (const type of ['A', 'B', 'C', 'D'])
      expect(questions.filter(({ phrases }) => phrases[type]).length).toBeGreaterThanOrEqual(5);
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
    expect(
      pilotHouses()
        .slice(0, 4)
        .map(({ house_type }) => house_type),
    ).toEqual(['A', 'B', 'C', 'D']);
    const added = loadHouses(200);
    expect(added.filter(({ claimed }) => claimed)).toHaveLength(20);
    expect(new Set([...pilotHouses(), ...added].map(({ house_id }) => house_id)).size).toBe(220);
  });

  test('printed links are read, each once', () => {
    const code = 'x'.repeat(43);
    expect(
      readLinks(
        `type A:\nhttp://localhost:3000/onboarding?uid=${code}\nagain ` +
          `http://localhost:3000/onboarding/${code}\n/onboarding?uid=short`,
      ),
    ).toEqual([code]);
  });
});
