import { z } from 'zod';

/** A column's name, with a minus before it for the other way round; an empty one is none. */
export const sortBy = <const Name extends string>(names: readonly [Name, ...Name[]]) => {
  const both = names.flatMap((name) => [name, `-${name}`] as const);
  return z.preprocess(
    (value) => value || undefined,
    z.enum(both as [string, ...string[]], { error: `must be one of ${both.join(', ')}` }).default(names[0]),
  ) as z.ZodType<Name | `-${Name}`>;
};

/** `-name` as its column and direction. */
export function readSort<Name extends string>(sort: Name | `-${Name}`): { sort: Name; descending: boolean } {
  const descending = sort.startsWith('-');
  return { sort: (descending ? sort.slice(1) : sort) as Name, descending };
}
