import { describe, expect, test } from 'vitest';
import { emptyCollection } from './collect-points.ts';
import { loadVerdicts } from './load-verdicts.ts';
import { measured, samples, START } from './testing.ts';

const about = (verdicts: ReturnType<typeof loadVerdicts>, part: string) =>
  verdicts.find(({ what }) => what.includes(part));

describe('A7, A11: what a run shows of which requirement', () => {
  test('the conditions on one step are one verdict with its figures', () => {
    const thresholds = ['p(50)<200', 'p(95)<500'].map((condition, index) => ({
      metric: 'step_duration{step:search,scenario:c1}',
      condition,
      passed: index === 0,
    }));
    expect(about(loadVerdicts(measured({ samples: samples(100, {}), thresholds }), 'pilot'), 'search, 1 at')).toEqual({
      requirements: ['A5'],
      what: 'search, 1 at a time: p50 < 200, p95 < 500 ms',
      figure: 'p50 51 ms · p95 95 ms · p99 99 ms',
      passed: false,
    });
  });

  test('the chat’s limit is evidence for E4, its answers for A4', () => {
    const thresholds = [
      { metric: 'step_ok{step:chat}', condition: 'rate>0.95', passed: true },
      { metric: 'step_ok{step:chat over limit}', condition: 'rate==1', passed: true },
      { metric: 'limited', condition: 'count>0', passed: true },
    ];
    const verdicts = loadVerdicts(
      measured({
        suite: 'chat',
        samples: [...samples(9, { step: 'chat' }), ...samples(1, { step: 'chat', outcome: 'wrong answer' })],
        thresholds,
      }),
      'pilot',
    );
    expect(about(verdicts, 'chat: > 95 % good')).toMatchObject({ requirements: ['A4'], figure: '9 of 10 good' });
    expect(about(verdicts, 'chat over limit: all good')?.requirements).toEqual(['E4']);
    expect(about(verdicts, 'limited: some')?.requirements).toEqual(['E4']);
  });

  test('a smaller load than is asked for says so', () => {
    expect(about(loadVerdicts(measured({}), 'smoke'), 'each concurrency')).toMatchObject({
      figure: '1, 5, 20',
      short: 'concurrency 10, 50, 200 was not loaded (profile smoke)',
    });
    expect(about(loadVerdicts(measured({}), 'pilot'), 'each concurrency')).not.toHaveProperty('short');
    expect(about(loadVerdicts(measured({ suite: 'traffic' }), 'pilot'), 'weekend')).toHaveProperty('short');
    expect(about(loadVerdicts(measured({ suite: 'traffic' }), 'traffic'), 'weekend')).not.toHaveProperty('short');
  });

  test('a refused token, a missing step, a dead server and too much memory speak against', () => {
    const refused = {
      step: 'search',
      kind: 'HTTP 401',
      status: '401',
      requestId: '',
      about: '',
      detail: '',
      at: START,
    };
    const bad = loadVerdicts(
      measured({
        suite: 'traffic',
        samples: samples(3, {}),
        serverDied: false,
        collected: { ...emptyCollection(), samples: samples(3, {}), failures: [refused] },
        server: [{ at: START, rss: 501, childrenRss: null, eventLoopP99: null }],
      }),
      'traffic',
    );
    expect(about(bad, 'signed in')).toMatchObject({
      requirements: ['A1', 'A2', 'K3'],
      passed: false,
      figure: '3 requests, 1 refused as not signed in',
    });
    expect(about(bad, 'to the end')).toMatchObject({
      passed: false,
      figure: 'not one request of chat, documents, upload',
    });
    expect(about(bad, 'Memory')).toMatchObject({ requirements: ['A6'], passed: false });
    expect(
      about(
        loadVerdicts(measured({ server: [{ at: START, rss: 150, childrenRss: null, eventLoopP99: null }] }), 'pilot'),
        'Memory',
      ),
    ).toMatchObject({ requirements: ['A6'], passed: true });
    expect(
      about(loadVerdicts(measured({ samples: samples(1, {}), serverDied: true }), 'pilot'), 'to the end'),
    ).toMatchObject({ passed: false, figure: 'the server ended under load' });
  });

  test('the embedded database’s memory is not the application’s, so it says nothing', () => {
    expect(
      about(
        loadVerdicts(
          measured({
            embeddedDatabase: true,
            server: [{ at: START, rss: 700, childrenRss: null, eventLoopP99: null }],
          }),
          'pilot',
        ),
        'Memory',
      ),
    ).toBeUndefined();
  });
});
