import type { Database } from '../client.ts';

/** Counts the rows anew for the planner: the embedded database gathers no statistics by itself. */
export const analyseTables = (database: Database) => database.owner.query('analyze');
