import { open, type FileHandle } from 'node:fs/promises';

/** One call as k6 saw it. */
export type Sample = { step: string; scenario: string; outcome: string; ms: number; at: number };
export type Failure = {
  step: string;
  kind: string;
  status: string;
  requestId: string;
  about: string;
  detail: string;
  at: number;
};

export type Collected = {
  samples: Sample[];
  /** Several steps that people feel as one: a page with its redirect, an onboarding. */
  compounds: Sample[];
  failures: Failure[];
  droppedIterations: number;
  /** Questions refused by the chat's limit, as they should be. */
  limited: number;
  httpRequests: number;
};

export function emptyCollection(): Collected {
  return { samples: [], compounds: [], failures: [], droppedIterations: 0, limited: 0, httpRequests: 0 };
}

type Line = { type: string; metric: string; data: { time: string; value: number; tags?: Record<string, string> } };

/** Only these lines are parsed; a request brings ten others. */
const WANTED = /"metric":"(step_duration|compound_duration|failures|dropped_iterations|limited|http_reqs)"/;

/** Adds one line of k6's JSON output. Warm-up calls and k6's own metrics are left out. */
export function addLine(into: Collected, text: string): void {
  if (!WANTED.test(text)) return;
  const { type, metric, data } = JSON.parse(text) as Line;
  if (type !== 'Point') return;
  const { step = '', scenario = '', outcome = 'ok', ...tags } = data.tags ?? {};
  if (step === 'warm-up' || step === 'setup') return;
  const at = Date.parse(data.time);
  if (metric === 'http_reqs') into.httpRequests += data.value;
  else if (metric === 'dropped_iterations') into.droppedIterations += data.value;
  else if (metric === 'limited') into.limited += data.value;
  else if (metric === 'failures')
    into.failures.push({
      step,
      kind: tags.kind ?? 'unknown',
      status: tags.status ?? '',
      requestId: tags.request_id ?? '',
      about: tags.about ?? '',
      detail: tags.detail ?? '',
      at,
    });
  else
    (metric === 'compound_duration' ? into.compounds : into.samples).push({
      step,
      scenario,
      outcome,
      ms: data.value,
      at,
    });
}

/** Reads a file that k6 is still writing, from where it stopped the time before. */
export class PointsReader {
  readonly collected = emptyCollection();
  readonly #path: string;
  #file: FileHandle | undefined;
  #position = 0;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Adds every line that is whole by now. A file that is not there yet is an empty one. */
  async advance(): Promise<void> {
    this.#file ??= await open(this.#path, 'r').catch(() => undefined);
    if (!this.#file) return;
    const buffer = Buffer.alloc(1 << 20);
    for (;;) {
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, this.#position);
      if (bytesRead === 0) return;
      // Only whole lines are decoded, so that no character is cut in two.
      const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      if (end === 0 && bytesRead < buffer.length) return;
      const used = end === 0 ? bytesRead : end;
      this.#position += used;
      const lines = (this.#rest + buffer.toString('utf8', 0, used)).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) addLine(this.collected, line);
    }
  }

  async close(): Promise<void> {
    await this.advance();
    await this.#file?.close();
  }
}
