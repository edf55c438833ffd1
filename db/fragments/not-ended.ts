import { sql, type SQL } from 'drizzle-orm';
import { dayOf } from './dublin-days.ts';

/** Whether owners still read a document that `table` names: a note ends with a day in Dublin (G9). */
export const notEnded = (table: SQL) => sql`coalesce(${table}.ends_on > ${dayOf(sql`now()`)}, true)`;
