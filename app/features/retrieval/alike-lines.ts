/** Words of one place that two lines made alike share, at least. */
const SHARED = 0.6;
const FEWEST = 4;

/** Whether two lines are made alike, as those of a list: word for word but for what they tell apart. */
export function areAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.split(/\s+/).filter(Boolean)) as [string[], string[]];
  if (a.length !== b.length || a.length < FEWEST) return false;
  return a.filter((word, at) => word === b[at]).length >= a.length * SHARED;
}
