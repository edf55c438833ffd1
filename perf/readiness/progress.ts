import type { StepState } from './judge.ts';
import { STEP_SIGNS } from './readiness-words.ts';

const OFTEN_MS = 1_000;
const SELDOM_MS = 30_000;

/** Minutes and seconds of a duration in seconds: `2:05`. */
export const clock = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/**
 * What runs, how long, n of m and its latest line: one line that changes on a terminal, a line now and then elsewhere.
 */
export function tellProgress({ position, title }: { position: string; title: string }): {
  line: (text: string) => void;
  end: (state: StepState, summary: string) => void;
} {
  const began = Date.now();
  const isTerminal = process.stderr.isTTY;
  let latest = '';
  const tell = (last: boolean, text: string): void => {
    if (isTerminal)
      process.stderr.write(
        `\r\u001b[2K${text.slice(0, last ? undefined : (process.stderr.columns || 100) - 1)}${last ? '\n' : ''}`,
      );
    else process.stderr.write(`${text}\n`);
  };
  const elapsed = () => clock((Date.now() - began) / 1000);
  const show = () =>
    tell(false, `  [${position}] ${title} · ${elapsed()}${latest ? ` · ${latest.slice(0, 100)}` : ''}`);
  show();
  const timer = setInterval(show, isTerminal ? OFTEN_MS : SELDOM_MS);
  return {
    line: (text) => (latest = text),
    end(state, summary) {
      clearInterval(timer);
      tell(true, `${STEP_SIGNS[state]} [${position}] ${title} · ${elapsed()} · ${state}: ${summary}`);
    },
  };
}
