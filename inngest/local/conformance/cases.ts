import { NonRetriableError, RetryAfterError } from 'inngest';
import { busy, countOf, most, ran, type ConformanceCase, type Failure } from './case.ts';

/*
 * What a job server must do with our functions, as a table: each case is one or two small functions, the events that
 * are sent, and what the functions themselves saw. The same table runs against the local engine and against an Inngest
 * server.
 */

/** A server remembers event ids for a day: each run of the suite has its own. */
const RUN = Date.now();

export const CASES: ConformanceCase[] = [
  {
    name: 'steps run in order, each once, and hand their results on',
    functions: (client, { note }) => [
      client.createFunction({ id: 'ordered', triggers: { event: 'test/ordered' } }, async ({ event, step }) => {
        const first = await step.run('first', () => (note('first'), { value: 20 }));
        const second = await step.run('second', () => (note('second'), first.value + Number(event.data.plus)));
        await step.run('end', () => note('end', second));
        return second;
      }),
    ],
    events: [{ name: 'test/ordered', data: { plus: 22 } }],
    until: ran('end'),
    observe: (notes) => ({ whats: notes.whats, sum: notes.detail('end') }),
    expected: { whats: ['first', 'second', 'end'], sum: 42 },
  },
  {
    name: 'a step that fails twice is repeated alone, after the first and the second wait',
    serverSeconds: 90,
    functions: (client, { note }) => [
      client.createFunction({ id: 'flaky', triggers: { event: 'test/flaky' } }, async ({ step }) => {
        await step.run('before', () => note('before'));
        await step.run('flaky', () => {
          note('try');
          if (countOf('flaky') < 3) throw new Error('not yet');
        });
        await step.run('end', () => note('end'));
      }),
    ],
    events: [{ name: 'test/flaky' }],
    until: ran('end'),
    observe: (notes, { backoffMs }) => ({
      before: notes.count('before'),
      tries: notes.count('try'),
      waited: [
        notes.at('try', 1) - notes.at('try', 0) >= backoffMs[0],
        notes.at('try', 2) - notes.at('try', 1) >= backoffMs[1],
      ],
    }),
    expected: { before: 1, tries: 3, waited: [true, true] },
  },
  {
    name: 'retries are counted per step',
    serverSeconds: 120,
    functions: (client, { note }) => [
      client.createFunction({ id: 'per-step', retries: 1, triggers: { event: 'test/per-step' } }, async ({ step }) => {
        for (const name of ['a', 'b', 'c']) {
          await step.run(name, () => {
            note(name);
            if (countOf(`per-step/${name}`) < 2) throw new Error(`${name} fails once`);
          });
        }
        await step.run('end', () => note('end'));
      }),
    ],
    events: [{ name: 'test/per-step' }],
    until: ran('end'),
    observe: (notes) => ({ whats: notes.whats }),
    expected: { whats: ['a', 'a', 'b', 'b', 'c', 'c', 'end'] },
  },
  {
    name: 'parallel steps all run, one failing once, and their results come together',
    serverSeconds: 60,
    functions: (client, { note }) => [
      client.createFunction({ id: 'parallel', triggers: { event: 'test/parallel' } }, async ({ step }) => {
        const parts = await Promise.all(
          [1, 2, 3, 4, 5].map((n) =>
            step.run(`part-${n}`, () => {
              note(`part-${n}`);
              if (n === 3 && countOf('parallel') < 2) throw new Error('once');
              return n * n;
            }),
          ),
        );
        await step.run('end', () => note('end', parts));
      }),
    ],
    events: [{ name: 'test/parallel' }],
    until: ran('end'),
    observe: (notes) => ({ counts: [1, 2, 3, 4, 5].map((n) => notes.count(`part-${n}`)), parts: notes.detail('end') }),
    expected: { counts: [1, 1, 2, 1, 1], parts: [1, 4, 9, 16, 25] },
  },
  {
    name: 'a sleep holds the function up, and other steps beside it go on',
    functions: (client, { note }) => [
      client.createFunction({ id: 'sleeper', triggers: { event: 'test/sleeper' } }, async ({ step }) => {
        await step.run('start', () => note('start'));
        await Promise.all([step.sleep('nap', '1s'), step.run('beside', () => note('beside'))]);
        await step.run('end', () => note('end'));
      }),
    ],
    events: [{ name: 'test/sleeper' }],
    until: ran('end'),
    observe: (notes) => ({ whats: notes.whats, slept: notes.at('end') - notes.at('start') >= 1000 }),
    expected: { whats: ['start', 'beside', 'end'], slept: true },
  },
  {
    name: 'a permanent error is not tried again and reaches onFailure with its reason',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'permanent',
          triggers: { event: 'test/permanent' },
          onFailure: ({ error, event }: Failure) =>
            note('failure', { message: error.message, from: event.data.event.name }),
        },
        async ({ step }) => {
          await step.run('refuse', () => {
            note('try');
            throw new NonRetriableError('the file is locked');
          });
          note('beyond');
        },
      ),
    ],
    events: [{ name: 'test/permanent' }],
    until: ran('failure'),
    never: ['beyond'],
    observe: (notes) => ({
      tries: notes.count('try'),
      failures: notes.count('failure'),
      failure: notes.detail('failure'),
    }),
    expected: { tries: 1, failures: 1, failure: { message: 'the file is locked', from: 'test/permanent' } },
  },
  {
    name: 'a step that never works ends in onFailure after the last retry',
    serverSeconds: 90,
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'hopeless',
          retries: 2,
          triggers: { event: 'test/hopeless' },
          onFailure: ({ error }: Failure) => note('failure', error.message),
        },
        async ({ step }) => {
          await step.run('try', () => {
            note('try');
            throw new Error('down for good');
          });
        },
      ),
    ],
    events: [{ name: 'test/hopeless' }],
    until: ran('failure'),
    observe: (notes) => ({ tries: notes.count('try'), failure: notes.detail('failure') }),
    expected: { tries: 3, failure: 'down for good' },
  },
  {
    name: 'the function may catch what a step finally failed with',
    functions: (client, { note }) => [
      client.createFunction({ id: 'catcher', retries: 0, triggers: { event: 'test/catcher' } }, async ({ step }) => {
        const caught = await step
          .run('try', () => {
            throw new Error('first choice is closed');
          })
          .catch((error: Error) => error.message);
        await step.run('end', () => note('end', caught));
      }),
    ],
    events: [{ name: 'test/catcher' }],
    until: ran('end'),
    observe: (notes) => ({ caught: notes.detail('end') }),
    expected: { caught: 'first choice is closed' },
  },
  {
    name: 'Retry-After is waited for instead of the table',
    functions: (client, { note }) => [
      client.createFunction({ id: 'retry-after', triggers: { event: 'test/retry-after' } }, async ({ step }) => {
        await step.run('date', () => {
          note('try');
          if (countOf('retry-after-date') < 2) throw new RetryAfterError('429', new Date(Date.now() + 2000));
        });
        await step.run('seconds', () => {
          note('try-seconds');
          if (countOf('retry-after-seconds') < 2) throw new RetryAfterError('429', 3000);
        });
        await step.run('end', () => note('end'));
      }),
    ],
    events: [{ name: 'test/retry-after' }],
    until: ran('end'),
    // A server counts seconds from the last whole one, up to a second early; a date it keeps to.
    observe: (notes) => ({
      tries: [notes.count('try'), notes.count('try-seconds')],
      waited: [
        notes.at('try', 1) - notes.at('try', 0) >= 1900,
        notes.at('try-seconds', 1) - notes.at('try-seconds', 0) >= 1900,
      ],
    }),
    expected: { tries: [2, 2], waited: [true, true] },
  },
  {
    name: 'an error outside a step repeats the function, with its steps remembered',
    serverSeconds: 60,
    functions: (client, { note }) => [
      client.createFunction({ id: 'body-error', triggers: { event: 'test/body-error' } }, async ({ step, attempt }) => {
        await step.run('once', () => note('once'));
        note('body', attempt);
        if (attempt === 0) throw new Error('between steps');
        await step.run('end', () => note('end'));
      }),
    ],
    events: [{ name: 'test/body-error' }],
    until: ran('end'),
    observe: (notes) => ({ once: notes.count('once') }),
    expected: { once: 1 },
  },
  {
    name: 'an event from a step starts its function once',
    functions: (client, { note }) => [
      client.createFunction({ id: 'sender', triggers: { event: 'test/sender' } }, async ({ step }) => {
        await step.sendEvent('tell', [
          { name: 'test/told', data: { n: 1 } },
          { name: 'test/told', data: { n: 2 } },
        ]);
        await step.run('end', () => note('sent'));
      }),
      client.createFunction({ id: 'told', triggers: { event: 'test/told' } }, ({ event }) =>
        note(`told-${String(event.data.n)}`),
      ),
    ],
    events: [{ name: 'test/sender' }],
    until: ran('sent', 'told-1', 'told-2'),
    observe: (notes) => ({ counts: [notes.count('sent'), notes.count('told-1'), notes.count('told-2')] }),
    expected: { counts: [1, 1, 1] },
  },
  {
    name: 'an event sent twice under one id counts once',
    functions: (client, { note }) => [
      client.createFunction({ id: 'dedupe', triggers: { event: 'test/dedupe' } }, ({ event }) =>
        note(`got-${String(event.data.n)}`),
      ),
    ],
    events: [
      { id: `conformance-same-${RUN}`, name: 'test/dedupe', data: { n: 1 } },
      { id: `conformance-same-${RUN}`, name: 'test/dedupe', data: { n: 2 } },
      { id: `conformance-other-${RUN}`, name: 'test/dedupe', data: { n: 3 } },
    ],
    // Sent at once, either of the two may come first.
    until: (notes) => notes.whats.includes('got-3') && (notes.whats.includes('got-1') || notes.whats.includes('got-2')),
    atMostOnce: ['got-1', 'got-2'],
    observe: (notes) => ({
      same: notes.whats.filter((what) => what !== 'got-3').length,
      other: notes.whats.filter((what) => what === 'got-3').length,
    }),
    expected: { same: 1, other: 1 },
  },
  {
    name: 'cancelOn stops the run that it matches before its next step, and no other',
    functions: (client, { note }) => [
      client.createFunction(
        {
          id: 'cancellable',
          triggers: { event: 'test/cancellable' },
          cancelOn: [{ event: 'test/stop', if: 'event.data.job_id == async.data.job_id' }],
        },
        async ({ event, step }) => {
          await step.run('start', () => note(`start-${String(event.data.job_id)}`));
          await step.sleep('wait', '3s');
          await step.run('end', () => note(`end-${String(event.data.job_id)}`));
        },
      ),
    ],
    events: [
      { name: 'test/cancellable', data: { job_id: 'a' } },
      { name: 'test/cancellable', data: { job_id: 'b' } },
    ],
    followUp: { when: 'start-a', events: [{ name: 'test/stop', data: { job_id: 'a' } }] },
    until: ran('start-a', 'end-b'),
    never: ['end-a'],
    observe: (notes) => ({ ended: notes.whats.filter((what) => what.startsWith('end')) }),
    expected: { ended: ['end-b'] },
  },
  {
    name: 'a limit of two holds over all runs of a function',
    functions: (client, book) => [
      client.createFunction(
        { id: 'limited', concurrency: 2, triggers: { event: 'test/limited' } },
        async ({ event, step }) => {
          await step.run('work', () => busy(book, 'limited', `done-${String(event.data.n)}`));
        },
      ),
    ],
    events: [1, 2, 3, 4, 5, 6].map((n) => ({ name: 'test/limited', data: { n } })),
    until: ran(...[1, 2, 3, 4, 5, 6].map((n) => `done-${n}`)),
    observe: (notes) => ({ most: most(notes), counts: [1, 2, 3, 4, 5, 6].map((n) => notes.count(`done-${n}`)) }),
    expected: { most: 2, counts: [1, 1, 1, 1, 1, 1] },
  },
  {
    name: 'a limit by key holds for each key',
    functions: (client, book) => [
      client.createFunction(
        { id: 'keyed', concurrency: [{ limit: 1, key: 'event.data.tenant_id' }], triggers: { event: 'test/keyed' } },
        async ({ event, step }) => {
          await step.run('work', () =>
            busy(book, `keyed/${String(event.data.tenant_id)}`, `done-${String(event.data.n)}`),
          );
        },
      ),
    ],
    events: [1, 2, 3, 4].map((n) => ({ name: 'test/keyed', data: { n, tenant_id: n % 2 ? 'odd' : 'even' } })),
    until: ran('done-1', 'done-2', 'done-3', 'done-4'),
    observe: (notes) => ({ most: most(notes) }),
    expected: { most: 1 },
  },
  {
    name: 'a function that takes longer than its timeout is cancelled',
    functions: (client, { note }) => [
      client.createFunction(
        { id: 'slow', timeouts: { finish: '1s' }, triggers: { event: 'test/slow' } },
        async ({ step }) => {
          await step.run('start', () => note('start'));
          await step.sleep('long', '3s');
          await step.run('end', () => note('end'));
        },
      ),
      client.createFunction(
        {
          id: 'slow-cancelled',
          triggers: { event: 'inngest/function.cancelled', if: "event.data.function_id == 'conformance-slow'" },
        },
        () => note('cancelled'),
      ),
    ],
    events: [{ name: 'test/slow' }],
    until: ran('cancelled'),
    never: ['end'],
    observe: (notes) => ({ counts: [notes.count('start'), notes.count('end')] }),
    expected: { counts: [1, 0] },
  },
];
