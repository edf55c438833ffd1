/** What a transaction gets from this side, where no SQL can lift it: milliseconds. */
type Limits = {
  /** For as long nothing may be asked or answered in it. */
  silenceMs: number;
  /** For all of it. */
  wholeMs: number;
};

export type TransactionWatch = {
  /** Rejects when a limit has passed, as PostgreSQL's own `statement_timeout` does (57014). */
  readonly passed: Promise<never>;
  hasPassed(): boolean;
  /** Of a statement that is sent now: counts its answer. */
  hear<T>(answer: T): T;
  stop(): void;
};

/**
 * Watches a transaction's time until `stop`. An answer that has come while the process was busy counts: a limit has
 * passed when it has after one more turn of the event loop.
 */
export function watchTransaction({ silenceMs, wholeMs }: Limits): TransactionWatch {
  let heard = 0;
  let state: 'open' | 'passed' | 'stopped' = 'open';
  const { promise: passed, reject } = Promise.withResolvers<never>();
  passed.catch(() => {});
  const stop = () => {
    clearTimeout(silence);
    clearTimeout(whole);
    if (state === 'open') state = 'stopped';
  };
  const pass = (what: string) => {
    if (state !== 'open') return;
    state = 'passed';
    stop();
    reject(timedOut(what));
  };
  const silence = setTimeout(() => {
    const before = heard;
    setImmediate(() => {
      if (before === heard) pass(`A statement, or what stands between two, has taken ${silenceMs} ms.`);
      else if (state === 'open') silence.refresh();
    });
  }, silenceMs);
  const whole = setTimeout(() => setImmediate(() => pass(`A transaction has taken ${wholeMs} ms.`)), wholeMs);
  const count = () => {
    heard += 1;
    if (state === 'open') silence.refresh();
  };
  return {
    passed,
    hasPassed: () => state === 'passed',
    hear(answer) {
      count();
      if (answer instanceof Promise) answer.then(count, count);
      return answer;
    },
    stop,
  };
}

/** As the server says it of its own `statement_timeout`. */
const timedOut = (what: string) =>
  Object.assign(new Error(`canceling statement due to the application's own deadline: ${what}`), {
    code: '57014',
    severity: 'ERROR',
  });
