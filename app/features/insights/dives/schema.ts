import { z } from 'zod';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';
import type { OverviewRange } from '../periods.ts';
import { overviewQuerySchema } from '../schema.ts';
import { SHOWN } from './dive.ts';

export type DiveQuery = OverviewRange & {
  developmentId?: string;
  show: (typeof SHOWN)[number];
  limit: number;
  cursor?: string | undefined;
};

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);

/**
 * The query of a deep dive: the days as on the overview (`days`, or `from` and `to`, at most 366), one development or
 * all, a page of its list; `show` is for documents.
 */
export const diveQuerySchema = (today: string) =>
  z
    .looseObject({
      development_id: z.preprocess(emptyIsNone, z.uuid('must be the id of one of your developments').optional()),
      show: z.preprocess(emptyIsNone, z.enum(SHOWN, { error: 'must be all, cited or never' }).default('all')),
      limit: limitSchema,
      cursor: cursorSchema,
    })
    .transform(({ development_id: developmentId, show, limit, cursor, ...rest }, context): DiveQuery => {
      const range = overviewQuerySchema(today).safeParse(rest);
      if (range.success) return { ...range.data, ...(developmentId ? { developmentId } : {}), show, limit, cursor };
      for (const { path, message } of range.error.issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    });
