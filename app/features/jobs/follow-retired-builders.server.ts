import { updateOpenJob } from '#db/queries/jobs/jobs.ts';
import {
  lockBuilderToFollow,
  markJobsStopped,
  selectBuildersToFollow,
  selectOpenJobsOf,
  takeStoppedJobs,
  type StoppedJob,
} from '#db/queries/jobs/retired.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { ownerErased } from '#inngest/events.ts';
import { endWork } from './cancel-job.server.ts';
import { enqueueJobs, type JobRequest } from './enqueue-job.server.ts';
import { wakeDispatcher } from './wake-dispatcher.server.ts';

/** Builders looked at in one query. */
const BUILDERS = 100;
/** Jobs ended, or started again, in one transaction. */
const BATCH = 50;
/** Batches of one builder in one call; what is left waits for the next. */
const MAX_BATCHES = 40;

/** Why a job has ended, by which it is found again. */
const STOPPED = 'Stopped: the builder’s portal was closed. It starts again by itself when the portal is opened again.';
const RESUMED = 'Stopped: the builder’s portal was closed. It was started again when the portal was opened again.';

/** What somebody has a right to goes on: files of an erased owner are removed (E10). */
const GOES_ON = [ownerErased.name];

/**
 * Ends the open jobs of every retired builder, and starts again what was ended so where a builder is open again (H1).
 * Doing it again changes nothing. Returns how many of each.
 */
export async function followRetiredBuilders(scope: PlatformScope): Promise<{ stopped: number; resumed: number }> {
  const done = { stopped: 0, resumed: 0 };
  let after: string | undefined;
  do {
    const from = after;
    const builders = await withScope(
      scope,
      (tx) => selectBuildersToFollow(tx, scope, { after: from, limit: BUILDERS }),
      {
        readOnly: true,
      },
    );
    for (const { id } of builders) {
      const { stopped, resumed } = await followRetiredBuilder(scope, id);
      done.stopped += stopped;
      done.resumed += resumed;
    }
    after = builders.length === BUILDERS ? builders.at(-1)?.id : undefined;
  } while (after !== undefined);
  return done;
}

/** The same for one builder, as soon as it was retired or opened again. */
export async function followRetiredBuilder(
  scope: PlatformScope,
  tenantId: string,
): Promise<{ stopped: number; resumed: number }> {
  const done = { stopped: 0, resumed: 0 };
  let after: string | undefined;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const step = await followOnce(scope, tenantId, after);
    done.stopped += step.stopped;
    done.resumed += step.resumed;
    if (step.last === undefined) break;
    after = step.last;
  }
  if (done.stopped + done.resumed > 0) wakeDispatcher();
  return done;
}

type Step = { stopped: number; resumed: number; last: string | undefined };
const NOTHING: Step = { stopped: 0, resumed: 0, last: undefined };

/** One batch, under the builder's lock: whoever opens or retires it meanwhile waits. */
function followOnce(scope: PlatformScope, tenantId: string, after: string | undefined): Promise<Step> {
  return withScope(scope, async (tx) => {
    const builder = await lockBuilderToFollow(tx, scope, tenantId);
    if (!builder) return NOTHING;
    if (builder.retired) {
      const open = await selectOpenJobsOf(tx, scope, { tenantId, but: GOES_ON, limit: BATCH });
      if (open.length === 0) return NOTHING;
      for (const job of open)
        if (await updateOpenJob(tx, scope, job.id, { state: 'cancelled', error: STOPPED }))
          await endWork(tx, job, STOPPED);
      if (!builder.jobsStopped) await markJobsStopped(tx, scope, tenantId, true);
      return { stopped: open.length, resumed: 0, last: open.at(-1)?.id };
    }
    if (!builder.jobsStopped) return NOTHING;
    const stopped = await takeStoppedJobs(tx, scope, {
      tenantId,
      after,
      limit: BATCH,
      reason: STOPPED,
      renamed: RESUMED,
    });
    await enqueueJobs(
      tx,
      stopped.map((job) => again(tenantId, job)),
    );
    if (stopped.length < BATCH) await markJobsStopped(tx, scope, tenantId, false);
    return { stopped: 0, resumed: stopped.length, last: stopped.length < BATCH ? undefined : stopped.at(-1)?.id };
  });
}

function again(tenantId: string, { id, event, subjectType, subjectId, allowedMinutes }: StoppedJob): JobRequest {
  const { job_id: _former, traceparent: _past, ...data } = event.data;
  return {
    tenantId,
    event: { name: event.name, data },
    replayOf: id,
    allowedMinutes,
    ...(subjectType && subjectId
      ? { subject: { type: subjectType as NonNullable<JobRequest['subject']>['type'], id: subjectId } }
      : {}),
  };
}
