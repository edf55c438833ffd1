import { extendOverdueJobs } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/**
 * Gives open jobs whose time ran out their time anew; to be called as a process starts, before any work. While one
 * runs, the sweeper leaves no overdue job open: so these ran out of time while nothing ran, and a stop delays a job, it
 * does not fail it (C7). Returns how many.
 */
export function forgiveDowntime(scope: PlatformScope): Promise<number> {
  return withScope(scope, extendOverdueJobs);
}
