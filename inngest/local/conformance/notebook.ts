import type { Note, Notebook, Notes } from './case.ts';

export function openNotebook(): Notebook {
  const notes: Note[] = [];
  return { notes, note: (what, detail) => void notes.push({ what, at: performance.now(), detail }) };
}

export function readNotebook({ notes }: Notebook): Notes {
  const named = (what: string) => notes.filter((note) => note.what === what);
  return {
    whats: notes.map((note) => note.what),
    count: (what) => named(what).length,
    at: (what, nth = 0) => named(what)[nth]?.at ?? Number.NaN,
    detail: (what) => named(what).at(-1)?.detail,
    max: (what) => Math.max(...named(what).map((note) => Number(note.detail))),
  };
}

/** Waits until `condition` holds; throws with what had been seen by `timeoutMs`. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  seen: () => unknown,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${timeoutMs} ms. Seen: ${JSON.stringify(seen())}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
