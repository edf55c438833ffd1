import type { Look } from './styles.ts';

/** Two colours nearer to each other than this in every part cannot be told apart on paper. */
const NEAR = 16;
/** Half-points; what is smaller is a dot. */
const SMALLEST = 3;

/** What stands behind a text, from the nearest outwards; the first that says anything counts. */
export type Grounds = readonly (string | undefined)[];

/** Whether a person sees text of this look on these grounds. Pure. */
export function isSeen(look: Look, grounds: Grounds): boolean {
  if (look.hidden) return false;
  if (look.size !== undefined && look.size < SMALLEST) return false;
  const { color } = look;
  if (color === undefined || !/^[0-9a-f]{6}$/i.test(color)) return true;
  const ground = [look.fill, ...grounds].find((one) => one !== undefined && one !== 'none') ?? 'FFFFFF';
  return ground === 'some' || !near(color, ground);
}

function near(one: string, other: string): boolean {
  return [0, 2, 4].every(
    (at) => Math.abs(Number.parseInt(one.slice(at, at + 2), 16) - Number.parseInt(other.slice(at, at + 2), 16)) <= NEAR,
  );
}
