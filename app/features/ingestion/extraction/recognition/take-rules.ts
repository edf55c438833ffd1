/** Grey below which a dot is ink, 0 to 255. */
const INK = 170;
/** A line drawn upright is so long at least, points: longer than the stems of headings. */
const LONG = 36;
/** And no thicker, points. */
const THICK = 2.6;
/** What of it stands in one column of dots, where the sheet lies a little askew, points; and dots missing within. */
const [PART, GAP] = [7, 2];
/** How far from upright it may be: dots across for each along. */
const SLOPE = 0.03;
/** So much of a line that strikes a text out lies upon letters, at least. */
const CROSSED = 0.12;
/** Lines of a page that are told. */
const MOST = 1_000;
/** A picture with more such parts is a photograph. */
const MAX_PARTS = 60_000;

type Part = { x: number; y0: number; y1: number; line: Line };
/** `from` and `to`: where it is at its upper and its lower end, across. */
type Line = { x0: number; x1: number; y0: number; y1: number; from: number; to: number; into?: Line | undefined };

/** From one end of a line to the other, dots. */
export type Drawn = { x0: number; y0: number; x1: number; y1: number };
/** `through`: level ones that run through letters, which stay in the picture. */
export type TakenRules = { level: Drawn[]; upright: Drawn[]; through: Drawn[] };

/**
 * Takes the straight lines of tables and frames out of a picture of grey dots, in place, and tells where they were:
 * recognition takes them for letters ("155" for "55" beside a line), and loses what they run through. Linear in the
 * dots.
 */
export function takeRules(pixels: Uint8Array, width: number, height: number, dotsAPoint: number): TakenRules {
  const { taken: upright } = eraseUpright(pixels, width, height, dotsAPoint);
  const lying = turned(pixels, width, height);
  const { taken, kept } = eraseUpright(lying, height, width, dotsAPoint);
  if (taken.length > 0) pixels.set(turned(lying, height, width));
  return { level: taken.map(raised), upright, through: kept.map(raised) };
}

/** A line of a picture whose rows were columns, in the picture as it was. */
const raised = ({ x0, y0, x1, y1 }: Drawn): Drawn => ({ x0: y0, y0: x0, x1: y1, y1: x1 });

/** A picture with its rows as columns. */
function turned(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) out[x * height + y] = pixels[at] ?? 255;
  return out;
}

function eraseUpright(pixels: Uint8Array, width: number, height: number, dotsAPoint: number) {
  const parts = partsOf(pixels, width, height, dotsAPoint);
  if (parts === null) return { taken: [], kept: [] };
  join(parts);
  const [taken, kept] = [new Set<Line>(), new Set<Line>()];
  for (const { x, y0, y1, line } of parts) {
    const whole = rootOf(line);
    const long = whole.y1 - whole.y0;
    if (long < LONG * dotsAPoint || whole.x1 - whole.x0 > THICK * dotsAPoint + long * SLOPE) continue;
    if (!taken.has(whole) && !kept.has(whole))
      (isThroughLetters(whole, pixels, width, THICK * dotsAPoint * 1.6) ? kept : taken).add(whole);
    if (kept.has(whole)) continue;
    for (let y = y0; y <= y1; y += 1) {
      pixels[y * width + x] = 255;
      // The grey beside it goes too.
      for (const side of [-1, 1])
        if (x + side >= 0 && x + side < width && (pixels[y * width + x + side] ?? 0) >= INK)
          pixels[y * width + x + side] = 255;
    }
  }
  for (const line of taken) sweep(line, pixels, width, THICK * dotsAPoint);
  const told = (lines: Set<Line>) =>
    [...lines].slice(0, MOST).map(({ from, to, y0, y1 }): Drawn => ({ x0: from, y0, x1: to, y1 }));
  return { taken: told(taken), kept: told(kept) };
}

/** Takes what is left of a line along its way: its ends, and pieces too short to be told from stems by themselves. */
function sweep({ from, to, x0, x1, y0, y1 }: Line, pixels: Uint8Array, width: number, thickest: number): void {
  const half = Math.min(thickest, Math.max(1, x1 - x0 - Math.abs(to - from))) / 2 + 1;
  for (let y = y0; y <= y1; y += 1) {
    const way = from + ((to - from) * (y - y0)) / Math.max(1, y1 - y0);
    const [left, right] = [Math.max(0, Math.floor(way - half)), Math.min(width - 1, Math.ceil(way + half))];
    for (let x = left; x <= right; x += 1) {
      if ((pixels[y * width + x] ?? 255) >= INK) continue;
      let [start, end] = [x, x];
      while (end - start <= thickest && start > 0 && (pixels[y * width + start - 1] ?? 255) < INK) start -= 1;
      while (end - start <= thickest && end + 1 < width && (pixels[y * width + end + 1] ?? 255) < INK) end += 1;
      // What is wider is a letter that stands on the line.
      if (end - start <= thickest)
        pixels.fill(255, y * width + Math.max(0, start - 1), y * width + Math.min(width, end + 2));
      x = end;
    }
  }
}

/** Whether a line runs through letters, which strikes them: without it there would be pieces of them. */
function isThroughLetters({ from, to, y0, y1 }: Line, pixels: Uint8Array, width: number, wide: number): boolean {
  let [crossed, looked] = [0, 0];
  for (let y = y0; y <= y1; y += 2) {
    looked += 1;
    const x = Math.round(from + ((to - from) * (y - y0)) / Math.max(1, y1 - y0));
    let across = 1;
    for (const side of [-1, 1])
      for (let at = x + side; across <= wide && (pixels[y * width + at] ?? 255) < INK; at += side) across += 1;
    if (across > wide) crossed += 1;
  }
  return crossed > looked * CROSSED;
}

/** Runs of ink down a column that are thin and of some length, column by column; null for too many. */
function partsOf(pixels: Uint8Array, width: number, height: number, dotsAPoint: number): Part[] | null {
  const least = PART * dotsAPoint;
  const thickest = Math.ceil(THICK * dotsAPoint);
  const [from, last] = [new Int32Array(width).fill(-1), new Int32Array(width)];
  const parts: Part[] = [];
  const end = (x: number) => {
    const [y0, y1] = [from[x] ?? 0, last[x] ?? 0];
    from[x] = -1;
    if (y1 - y0 < least || !isThin(pixels, width, x, y0, y1, thickest)) return;
    parts.push({ x, y0, y1, line: { x0: x, x1: x, y0, y1, from: x, to: x } });
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 255) < INK) {
        if (from[x] === -1) from[x] = y;
        last[x] = y;
      } else if (from[x] !== -1 && y - (last[x] ?? 0) > GAP) end(x);
    }
    if (parts.length > MAX_PARTS) return null;
  }
  for (let x = 0; x < width; x += 1) if (from[x] !== -1) end(x);
  return parts.toSorted((a, b) => a.x - b.x || a.y0 - b.y0);
}

/** Whether most of a run has little ink to its sides. */
function isThin(pixels: Uint8Array, width: number, x: number, y0: number, y1: number, thickest: number): boolean {
  let [thin, looked] = [0, 0];
  const step = Math.max(1, Math.floor((y1 - y0) / 16));
  for (let y = y0; y <= y1; y += step) {
    looked += 1;
    let across = 1;
    for (const side of [-1, 1])
      for (let at = x + side; across <= thickest && (pixels[y * width + at] ?? 255) < INK; at += side) across += 1;
    if (across <= thickest) thin += 1;
  }
  return thin >= looked * 0.7;
}

function rootOf(line: Line): Line {
  let root = line;
  while (root.into) root = root.into;
  // The way there is made short.
  for (let at: Line | undefined = line; at && at !== root;) {
    const next: Line | undefined = at.into;
    at.into = root;
    at = next;
  }
  return root;
}

/** Joins parts that touch in neighbouring columns. Sorted by column. */
function join(parts: readonly Part[]): void {
  for (const apart of [1, 2]) {
    let other = 0;
    for (const part of parts) {
      while (other < parts.length && isBefore(parts[other], part, apart)) other += 1;
      for (let at = other; at < parts.length; at += 1) {
        const beside = parts[at];
        if (!beside || beside.x !== part.x - apart || beside.y0 > part.y1 + GAP) break;
        merge(rootOf(part.line), rootOf(beside.line));
      }
    }
  }
}

const isBefore = (a: Part | undefined, part: Part, apart: number) =>
  a !== undefined && (a.x < part.x - apart || (a.x === part.x - apart && a.y1 < part.y0 - GAP));

function merge(a: Line, b: Line): void {
  if (a === b) return;
  if (b.y0 < a.y0) a.from = b.from;
  if (b.y1 > a.y1) a.to = b.to;
  a.x0 = Math.min(a.x0, b.x0);
  a.x1 = Math.max(a.x1, b.x1);
  a.y0 = Math.min(a.y0, b.y0);
  a.y1 = Math.max(a.y1, b.y1);
  b.into = a;
}
