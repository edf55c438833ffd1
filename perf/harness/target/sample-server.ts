import { readdirSync, readFileSync } from 'node:fs';
import type { Histogram } from '#app/platform/histogram-quantile.ts';

export type ServerSample = {
  at: number;
  /** MB of the web process. */
  rss: number | null;
  /** MB of its children together (embedder, extraction). */
  childrenRss: number | null;
  /** Milliseconds. */
  eventLoopP99: number | null;
};

const MB = 1024 * 1024;

/** Values of one reading of /metrics; labels are part of the name as Prometheus writes them. */
export function readMetric(text: string, name: string): number | null {
  let sum: number | null = null;
  for (const line of text.split('\n')) {
    if (!line.startsWith(name) || !/^[ {]/.test(line.slice(name.length))) continue;
    const value = Number(line.slice(line.lastIndexOf(' ') + 1));
    if (!Number.isNaN(value)) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** A histogram without labels, by its upper bounds. */
export function readHistogram(text: string, name: string): Histogram {
  return new Map(
    [...text.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"\\} (\\S+)$`, 'gm'))].map((match) => [
      match[1] === '+Inf' ? Infinity : Number(match[1]),
      Number(match[2]),
    ]),
  );
}

const METRICS_TIMEOUT_MS = 10_000;

/**
 * Watches a server once a second: memory of the process and its children where the system has /proc and the process is
 * here, and /metrics. A busy server may answer late; its memory is read all the same.
 */
export class ServerSampler {
  readonly samples: ServerSample[] = [];
  firstText: { before: Histogram; after: Histogram } | null = null;
  readonly #url: string;
  readonly #pid: number | undefined;
  readonly #token: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<string | null> | undefined;

  constructor(options: { baseUrl: string; pid: number | undefined; metricsToken: string | undefined }) {
    this.#url = `${options.baseUrl}/metrics`;
    this.#pid = options.pid;
    this.#token = options.metricsToken;
  }

  async start(): Promise<void> {
    await this.#sample();
    this.#timer = setInterval(() => void this.#sample(), 1_000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reading;
    await this.#sample();
  }

  latest(): ServerSample | undefined {
    return this.samples.at(-1);
  }

  async #sample(): Promise<void> {
    const at = Date.now();
    const memory = this.#pid === undefined ? null : memoryOf(this.#pid);
    const sample: ServerSample = {
      at,
      rss: memory?.own ?? null,
      childrenRss: memory?.children ?? null,
      eventLoopP99: null,
    };
    if (memory) this.samples.push(sample);
    if (this.#reading) return;
    this.#reading = this.#read();
    const text = await this.#reading;
    this.#reading = undefined;
    if (text === null) return;
    const firstText = readHistogram(text, 'chat_first_text_seconds');
    this.firstText = { before: this.firstText?.before ?? firstText, after: firstText };
    const resident = readMetric(text, 'process_resident_memory_bytes');
    const lag = readMetric(text, 'nodejs_eventloop_lag_p99_seconds');
    sample.rss ??= resident === null ? null : resident / MB;
    sample.eventLoopP99 = lag === null ? null : lag * 1000;
    if (!memory) this.samples.push(sample);
  }

  async #read(): Promise<string | null> {
    try {
      const response = await fetch(this.#url, {
        headers: this.#token ? { Authorization: `Bearer ${this.#token}` } : {},
        signal: AbortSignal.timeout(METRICS_TIMEOUT_MS),
      });
      return response.ok ? await response.text() : null;
    } catch {
      return null;
    }
  }
}

/** MB of a process and of all its descendants, from /proc; null where there is none. */
function memoryOf(pid: number): { own: number; children: number } | null {
  const own = rssOf(pid);
  if (own === null) return null;
  return { own, children: descendantsOf(pid).reduce((sum, child) => sum + (rssOf(child) ?? 0), 0) };
}

/** MB of one process; null when there is none, or no /proc. */
export function rssOf(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** Children and theirs. */
export function descendantsOf(pid: number): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendantsOf)];
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
