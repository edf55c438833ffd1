/** Numbers that hang left of the steps or clauses that they count: one list, no table of two columns. Pure. */

import { segmentOf, type Line, type Segment } from './page-lines.ts';

/** "3", "2.10": without a full stop behind it, which would say of itself that it counts. */
const NUMBER = /^\d{1,3}(?:\.\d{1,3}){0,3}$/;
/** How far the text begins from its number at most, in sizes, and how far texts of one list lie apart, points. */
const MAX_GAP = 5;
const SAME_EDGE = 2;
/** Numbers of one list are set from the left or from the right. */
const SAME_NUMBER = 14;
/** Lists of a page that are told apart. */
const MAX_LISTS = 40;
/** What stands beside a number that counts alone is said, not named: so many characters at least. */
const MIN_SAID = 20;

type Step = { line: number; at: number; number: string; marker: Segment; text: Segment };

function stepsOf(lines: Line[]): Step[] {
  const steps: Step[] = [];
  for (const [line, { segments, table, panel }] of lines.entries()) {
    if (table || panel) continue;
    for (const [at, marker] of segments.entries()) {
      const text = segments[at + 1];
      if (!text || !NUMBER.test(marker.text) || !/\p{L}/u.test(text.text)) continue;
      const before = segments[at - 1];
      if (text.x0 - marker.x1 > text.size * MAX_GAP || (before && marker.x0 - before.x1 < 6)) continue;
      steps.push({ line, at, number: marker.text, marker, text });
    }
  }
  return steps;
}

/** Whether `next` counts on from `last`: 4 after 3, 2.10 after 2.9, 2.1.1 after 2.1, 3 after 2.11. */
function countsOn(last: string, next: string): boolean {
  const [a, b] = [last.split('.').map(Number), next.split('.').map(Number)];
  if (b.length > a.length) return b.length === a.length + 1 && b.at(-1) === 1 && next.startsWith(`${last}.`);
  const end = b.length - 1;
  return b.every((value, i) => (i < end ? value === a[i] : value === (a[i] ?? 0) + 1));
}

/** Steps whose texts begin at one place and whose numbers count on, each list from top to bottom. */
function listsOf(steps: Step[]): Step[][] {
  const open: Step[][] = [];
  const lists: Step[][] = [];
  for (const step of steps) {
    const last = open.findLast((list) => {
      const first = list[0] as Step;
      return (
        Math.abs(first.text.x0 - step.text.x0) < SAME_EDGE && Math.abs(first.marker.x0 - step.marker.x0) < SAME_NUMBER
      );
    });
    if (last && countsOn(last.at(-1)?.number ?? '', step.number)) last.push(step);
    else {
      const list = [step];
      lists.push(list);
      open.push(list);
      if (open.length > MAX_LISTS) open.shift();
    }
  }
  return lists;
}

const begins = (line: Line | undefined, x: number, slack: number) =>
  line?.segments.find((segment) => Math.abs(segment.x0 - x) < slack);

/** Whether numbers and texts have heads of their own above them. */
function hasHead(lines: Line[], { line, marker, text }: Step): boolean {
  const above = lines[line - 1];
  if (!above || marker.y - above.y > marker.size * 4) return false;
  const [one, other] = [begins(above, marker.x0, 4), begins(above, text.x0, 4)];
  return one !== undefined && other !== undefined && one !== other;
}

/** Whether a third column stands beside the steps and beside nothing else. */
function hasColumnBeside(lines: Line[], list: Step[]): boolean {
  const thirds = list.flatMap(({ line, at }) => lines[line]?.segments[at + 2] ?? []);
  const [first] = thirds;
  const aligned = thirds.filter((segment) => Math.abs(segment.x0 - (first?.x0 ?? 0)) < 4);
  if (!first || aligned.length < list.length * 0.6) return false;
  const own = new Set(list.map(({ line }) => line));
  let others = 0;
  for (let at = list[0]?.line ?? 0; at <= (list.at(-1)?.line ?? -1); at += 1)
    if (!own.has(at) && begins(lines[at], first.x0, 4)) others += 1;
  return aligned.length >= (aligned.length + others) * 0.7;
}

/** Whether a number that stands alone has a text that is said: it goes on below where it begins, or ends as one. */
function isSaid(lines: Line[], { line, marker, text, number }: Step): boolean {
  if (text.text.length < MIN_SAID) return false;
  if (/[.!?:;]$/.test(text.text)) return true;
  const below = lines[line + 1];
  const goesOn =
    below !== undefined &&
    below.y - text.y < text.size * 1.7 &&
    begins(below, text.x0, SAME_EDGE) !== undefined &&
    begins(below, marker.x0, 4) === undefined;
  return goesOn && (number.includes('.') || text.text.length >= MIN_SAID * 2);
}

/** Lines with each number that hangs beside a step or clause as a part of its text. */
export function settleHangingNumbers(lines: Line[], mirrored: boolean): Line[] {
  const settled = new Map<number, Step[]>();
  for (const list of listsOf(stepsOf(lines))) {
    const [first] = list;
    if (!first || hasHead(lines, first) || hasColumnBeside(lines, list)) continue;
    if (list.length === 1 && !isSaid(lines, first)) continue;
    for (const step of list) settled.set(step.line, [...(settled.get(step.line) ?? []), step]);
  }
  if (settled.size === 0) return lines;
  return lines.map((line, index) => {
    const steps = settled.get(index);
    if (!steps) return line;
    const numbered = new Set<Segment>();
    const segments = line.segments.flatMap((segment, at): Segment[] => {
      if (steps.some((step) => step.at === at - 1)) return [];
      const step = steps.find((one) => one.at === at);
      if (!step) return [segment];
      const whole = segmentOf([...step.marker.tokens, ...step.text.tokens], step.text.y, step.text.size, mirrored);
      numbered.add(whole);
      return [whole];
    });
    return { ...line, segments, numbered };
  });
}
