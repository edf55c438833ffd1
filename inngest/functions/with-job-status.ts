import { Middleware } from 'inngest';
import { z } from 'zod';
import { recordJobState } from '#app/features/jobs/record-job-progress.server.ts';
import { reportJobFailure } from '#app/features/jobs/report-job-failure.server.ts';
import { failSpan, remoteParent, SpanKind, startSpan, traced } from '#app/platform/tracing.ts';
import type { JobChange } from '#db/queries/jobs/jobs.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import type { PlatformScope, TenantScope } from '#db/scope.ts';
import { jobCancelled } from '../events.ts';

const jobData = z.looseObject({ job_id: z.uuid(), tenant_id: z.uuid().optional(), traceparent: z.string().optional() });
type Job = {
  id: string;
  event: string;
  tenantId: string | undefined;
  traceparent: string | undefined;
  scope: TenantScope | PlatformScope;
};

/** The job that an event names, with the scope in which it is done; undefined for work that no job watches. */
function jobOf(event: { name: string; data?: unknown }): Job | undefined {
  const parsed = jobData.safeParse(event.data);
  if (!parsed.success) return undefined;
  const { job_id: id, tenant_id: tenantId, traceparent } = parsed.data;
  return {
    id,
    event: event.name,
    tenantId,
    traceparent,
    scope: tenantId ? jobScope('job-status', tenantId) : systemScope('job-status'),
  };
}

type HookContext = { event: { name: string; data?: unknown }; runId: string; attempt: number };

/**
 * Keeps `job_status` in step with a function's run (C6): running with its step and attempt, retrying with the reason,
 * succeeded or failed. Works alike under the local engine and an Inngest server, since it sits in the SDK. Writes only
 * to open jobs.
 */
class JobStatusMiddleware extends Middleware.BaseMiddleware {
  readonly id = 'openhouse:job-status';

  private async write(ctx: HookContext, change: JobChange): Promise<void> {
    const job = jobOf(ctx.event);
    if (job) await recordJobState(job.scope, job.id, { runId: ctx.runId, ...change });
  }

  override async onRunStart({ ctx }: Middleware.OnRunStartArgs): Promise<void> {
    await this.write(ctx, { state: 'running', attempt: ctx.attempt + 1 });
  }

  override async onStepStart({ ctx, stepInfo }: Middleware.OnStepStartArgs): Promise<void> {
    await this.write(ctx, {
      state: 'running',
      step: stepInfo.options.name ?? stepInfo.options.id,
      attempt: ctx.attempt + 1,
    });
  }

  override async onStepError({ ctx, error, isFinalAttempt, stepInfo }: Middleware.OnStepErrorArgs): Promise<void> {
    if (!isFinalAttempt)
      await this.write(ctx, {
        state: 'retrying',
        step: stepInfo.options.name ?? stepInfo.options.id,
        attempt: ctx.attempt + 1,
        error: error.message,
      });
  }

  override async wrapStepHandler({ ctx, next, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    const job = jobOf(ctx.event);
    if (!job) return next();
    const step = stepInfo.options.name ?? stepInfo.options.id;
    return traced(
      `step ${step}`,
      { ...spanOf(job), attributes: { ...attributesOf(job, ctx), 'openhouse.job.step': step } },
      next,
    );
  }

  override async onRunComplete({ ctx }: Middleware.OnRunCompleteArgs): Promise<void> {
    endTrace(ctx);
    await this.write(ctx, { state: 'succeeded', progress: 100, error: null });
  }

  override async onRunError({ ctx, error, isFinalAttempt }: Middleware.OnRunErrorArgs): Promise<void> {
    if (isFinalAttempt) endTrace(ctx, error);
    if (isFinalAttempt) await failWith(jobOf(ctx.event), error, ctx.runId);
    else await this.write(ctx, { state: 'retrying', attempt: ctx.attempt + 1, error: error.message });
  }
}

const spanOf = (job: Job) => ({ kind: SpanKind.CONSUMER, parent: remoteParent({ traceparent: job.traceparent }) });
const attributesOf = (job: Job, ctx: HookContext) => ({
  'messaging.system': 'inngest',
  'messaging.operation.name': 'process',
  'messaging.operation.type': 'process',
  'messaging.destination.name': job.event,
  'messaging.message.id': job.id,
  'openhouse.job.run_id': ctx.runId,
  'openhouse.job.attempt': ctx.attempt + 1,
  ...(job.tenantId ? { 'openhouse.tenant_id': job.tenantId } : {}),
});

/**
 * The job as a whole, from its acceptance, the moment in its id, in the trace of the request that asked for it (D8).
 * Each call of a run is a process's own, so it can only be told at the end.
 */
function endTrace(ctx: HookContext, error?: Error): void {
  const job = jobOf(ctx.event);
  if (!job) return;
  const span = startSpan(`process ${job.event}`, {
    ...spanOf(job),
    attributes: attributesOf(job, ctx),
    startTime: Number.parseInt(job.id.replaceAll('-', '').slice(0, 12), 16),
  });
  if (error) failSpan(span, error);
  span?.end();
}

/** What every function that serves a job is created with: its status is kept, and cancelling the job stops it. */
export const jobFunction = {
  middleware: [JobStatusMiddleware],
  cancelOn: [{ event: jobCancelled, if: 'event.data.job_id == async.data.job_id' }],
};

/** The event of inngest/function.failed, as far as onFailure handlers here read it. */
export type FailureArgs = { error: Error; event: { data: { event: { name: string; data?: unknown } } } };

/**
 * For onFailure: marks the failed run's job as failed, also when the run ended without its own code (a killed process,
 * say).
 */
export async function failJob({ error, event }: FailureArgs): Promise<void> {
  await failWith(jobOf(event.data.event), error);
}

/** A job fails once, whoever is first to say so, and is reported once. */
async function failWith(job: Job | undefined, error: Error, runId?: string): Promise<void> {
  if (!job) return;
  const failed = await recordJobState(job.scope, job.id, {
    state: 'failed',
    error: error.message,
    ...(runId ? { runId } : {}),
  });
  if (failed) reportJobFailure(job, error);
}
