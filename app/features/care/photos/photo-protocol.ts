/** What the photo process is started with, as JSON in its first argument. */
export type PhotoTask = {
  /** Made anew at `to`, a JPEG of its own, from what is at `from`. */
  photos: { from: string; to: string }[];
  maxMegapixels: number;
  keptSide: number;
  deadlineMs: number;
};

/** One line of JSON a photo on its output, in the order of the task. */
export type PhotoLine =
  | { ok: true; width: number; height: number; sizeBytes: number }
  | { ok: false; why: 'too-many-pixels'; megapixels: number }
  | { ok: false; why: 'unreadable' };
