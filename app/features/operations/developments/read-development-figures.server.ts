import { addDays } from '#app/features/insights/schema.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import {
  countDocuments,
  countHouses,
  readDevelopmentUsage,
  selectFailedDocuments,
  selectJobsAbout,
  type DevelopmentUsage,
  type FailedDocument,
  type SubjectJob,
  type TypeCount,
} from '#db/queries/operations/developments.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** Days over which usage is told. */
const USAGE_DAYS = 30;

export type DevelopmentFigures = {
  houses: { all: number; claimed: number; byType: TypeCount[] };
  /** By the state of their newest version. */
  documents: { ready: number; underWay: number; failed: number };
  failed: FailedDocument[];
  usage: DevelopmentUsage;
  jobs: SubjectJob[];
};

/** What a development has, how far its houses are taken, what was asked, what failed (H2). */
export function readDevelopmentFigures(
  scope: PlatformScope,
  key: { tenantId: string; developmentId: string },
  now = new Date(),
): Promise<DevelopmentFigures> {
  const to = isoDay(now);
  return withScope(
    scope,
    async (tx) => {
      const byType = await countHouses(tx, scope, key);
      const states = await countDocuments(tx, scope, key);
      const of = (...wanted: string[]) =>
        states.filter(({ status }) => wanted.includes(status)).reduce((sum, { documents }) => sum + documents, 0);
      const sum = (name: 'houses' | 'claimed') => byType.reduce((all, type) => all + type[name], 0);
      return {
        houses: { all: sum('houses'), claimed: sum('claimed'), byType },
        documents: { ready: of('ready'), underWay: of('queued', 'processing'), failed: of('failed') },
        failed: await selectFailedDocuments(tx, scope, key),
        usage: await readDevelopmentUsage(tx, scope, { ...key, from: addDays(to, 1 - USAGE_DAYS), to }),
        jobs: await selectJobsAbout(tx, scope, key),
      };
    },
    { readOnly: true },
  );
}
