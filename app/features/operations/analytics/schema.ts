import { z } from 'zod';
import { overviewQuerySchema } from '#app/features/insights/schema.ts';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';

/** Days as on the builder's overview (`days`, or `from` and `to`). */
export const platformDaysSchema = overviewQuerySchema;

/** The same, with a page of tenants. */
export const tenantFiguresSchema = (today: string) =>
  z.looseObject({ limit: limitSchema, cursor: cursorSchema }).transform((query, context) => {
    const { limit, cursor, ...rest } = query;
    const range = overviewQuerySchema(today).safeParse(rest);
    if (range.success) return { ...range.data, limit, cursor };
    for (const { path, message } of range.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
