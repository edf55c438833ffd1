import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Resident memory of a process in bytes, or null when it is gone or cannot be told. */
async function readRss(pid: number): Promise<number | null> {
  if (process.platform === 'linux') {
    // status, not statm: it is in kB whatever the page size of the machine.
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
    const kb = status && /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return kb ? Number(kb) * 1024 : null;
  }
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      const kb = Number(stdout?.trim());
      resolve(error || !Number.isFinite(kb) || kb <= 0 ? null : kb * 1024);
    });
  });
}

export type Watch = { stop(): void; peakRss(): number };

/**
 * Polls a child's resident memory every `intervalMs` (default 50) and calls `onOver` once
 * when it passes `maxRssBytes`. A Node heap limit alone does not hold: inflated streams
 * live outside the heap (E7).
 */
export function watchRss(pid: number, maxRssBytes: number, onOver: (rss: number) => void, intervalMs = 50): Watch {
  let stopped = false;
  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = async () => {
    const rss = await readRss(pid);
    if (stopped) return;
    if (rss !== null) peak = Math.max(peak, rss);
    if (rss !== null && rss > maxRssBytes) {
      stopped = true;
      onOver(rss);
      return;
    }
    timer = setTimeout(tick, intervalMs);
  };
  // oxlint-disable-next-line typescript/no-floating-promises -- watches until it is stopped, and never rejects
  void tick();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    peakRss: () => peak,
  };
}
