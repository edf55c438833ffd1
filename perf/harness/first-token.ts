import { setTimeout as pause } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { LoadHouse, LoadQuestion } from '../lib/load-input.ts';

/** Milliseconds from the question to the first words of the answer, and to its end, as an owner's browser sees it. */
export type FirstToken = { at: number; firstMs: number | null; totalMs: number; failure: string | null };

const TIMEOUT_MS = 30_000;
/** Between two questions: with one house 15 a minute, half of its limit. */
const PAUSE_MS = 4_000;

/** Asks one question over SSE and times it. A failure is told, never thrown. */
export async function timeFirstToken(
  baseUrl: string,
  tenantSlug: string,
  house: LoadHouse,
  question: string,
): Promise<FirstToken> {
  const at = Date.now();
  const started = performance.now();
  let firstMs: number | null = null;
  const ended = (failure: string | null): FirstToken => ({
    at,
    firstMs,
    totalMs: performance.now() - started,
    failure,
  });
  try {
    const response = await fetch(`${baseUrl}/api/chat`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${house.token}`,
        Cookie: `homeowner_token=${house.token}`,
        'X-Tenant-Slug': tenantSlug,
        'Content-Type': 'application/json',
        Accept: 'text/event-stream',
      },
      body: JSON.stringify({
        message: question,
        context: { development_id: house.development_id, house_id: house.house_id },
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status !== 200 || !response.body) return ended(`HTTP ${response.status}`);
    for await (const { event } of response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())) {
      if (event === 'delta') firstMs ??= performance.now() - started;
      if (event === 'error') return ended('error event');
      if (event === 'done') return ended(firstMs === null ? 'no text' : null);
    }
    return ended('stream without an end');
  } catch (error) {
    return ended(error instanceof Error && error.name === 'TimeoutError' ? 'time-out' : 'no connection');
  }
}

/** Asks now and then beside a load, one question at a time, in houses that nobody else asks from. */
export class FirstTokenProbe {
  readonly results: FirstToken[] = [];
  readonly #ask: (n: number) => Promise<FirstToken>;
  #running: Promise<void> | undefined;
  #stopped = new AbortController();

  constructor(options: {
    baseUrl: string;
    tenantSlug: string;
    houses: readonly LoadHouse[];
    questions: readonly LoadQuestion[];
  }) {
    const { baseUrl, tenantSlug, houses, questions } = options;
    this.#ask = (n) => {
      const house = houses[n % houses.length]!;
      const mine = questions.filter((question) => question.phrases[house.house_type]);
      return timeFirstToken(baseUrl, tenantSlug, house, mine[Math.floor(n / houses.length) % mine.length]!.question);
    };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let n = 0; !this.#stopped.signal.aborted; n += 1) {
      this.results.push(await this.#ask(n));
      await pause(PAUSE_MS, undefined, { signal: this.#stopped.signal }).catch(() => {});
    }
  }
}
