import { z } from 'zod';
import { jobListSchema } from '#app/features/jobs/list-jobs.server.ts';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';

/** A form sends its empty fields too: an empty filter is none. */
export const withoutEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== ''))
    : value;

/** The filters of the job monitor, as they stand in the URL (H11). */
export const jobFilterSchema = z.preprocess(withoutEmpty, jobListSchema);

/** A list without filters. */
export const pageQuerySchema = z.object({ limit: limitSchema, cursor: cursorSchema });

/** A page of a list with these filters, as they stand in the URL. */
export const filters = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(withoutEmpty, pageQuerySchema.extend(shape));

export const tenantFilter = z.uuid("must be a tenant's id").optional();

/** Of a request: what its answer, its page and every line of a log names. */
export const requestIdSchema = z.string().trim().max(200, 'is no id of a request').optional();
