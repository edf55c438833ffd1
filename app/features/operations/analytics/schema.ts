import { z } from 'zod';
import { overviewQuerySchema } from '#app/features/insights/schema.ts';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';

/** Days as on the builder's overview (`days`, or `from` and `to`, at most 366), and a page of builders. */
export const platformAnalyticsSchema = (today: string) =>
  z.looseObject({ limit: limitSchema, cursor: cursorSchema }).transform(({ limit, cursor, ...rest }, context) => {
    const range = overviewQuerySchema(today).safeParse(rest);
    if (range.success) return { ...range.data, limit, cursor };
    for (const { path, message } of range.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
