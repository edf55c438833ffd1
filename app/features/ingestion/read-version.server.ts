import type { TenantScope } from '#db/scope.ts';
import { beginIngestion, type Beginning } from './begin-ingestion.server.ts';
import { extractVersion } from './extract-version.server.ts';

export type VersionRead =
  | ({ wanted: 'yes' } & Awaited<ReturnType<typeof extractVersion>>)
  | Exclude<Beginning, { wanted: 'yes' }>;

/**
 * Reads a version's file and stores its passages without vectors, if it is still wanted (C1). One step of its job: a
 * step costs the database more than most documents' reading, and what is repeated after a crash is a few seconds.
 * Throws what its parts throw.
 */
export async function readVersion(scope: TenantScope, ids: { jobId: string; versionId: string }): Promise<VersionRead> {
  const beginning = await beginIngestion(scope, ids);
  if (beginning.wanted !== 'yes') return beginning;
  return { wanted: 'yes', ...(await extractVersion(scope, ids)) };
}
