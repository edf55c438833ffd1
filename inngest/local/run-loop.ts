import { logger } from '#app/platform/logger.ts';

export type Loop = {
  /** Looks now rather than after the pause. */
  wake(): void;
  /** Ends after the look that is under way. */
  stop(): Promise<void>;
};

/**
 * Looks at the queue again and again: `look` returns for how long there is nothing more to do, milliseconds. After a
 * look that failed the pause grows from `idleMs` to 30 s.
 */
export function runLoop(look: () => Promise<number>, idleMs: number): Loop {
  let stopping = false;
  let rung = false;
  let ring = () => {};
  let failures = 0;

  /** One look; returns the pause after it. */
  async function lookOnce(): Promise<number> {
    rung = false;
    try {
      const pause = await look();
      failures = 0;
      return pause;
    } catch (error) {
      failures += 1;
      rung = false;
      logger.error('the job queue could not be read', {
        failures,
        stack: error instanceof Error ? error.stack : String(error),
      });
      return Math.min(30_000, idleMs * 2 ** Math.min(failures, 5));
    }
  }

  const untilRung = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, Math.ceil(milliseconds)));
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function loop(): Promise<void> {
    while (!stopping) {
      const pause = await lookOnce();
      if (!rung && !stopping) await untilRung(pause);
    }
  }

  const wake = () => {
    rung = true;
    ring();
  };
  const running = loop();
  return {
    wake,
    stop() {
      stopping = true;
      wake();
      return running;
    },
  };
}
