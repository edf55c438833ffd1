import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { UUID } from '#db/patterns.ts';
import type { ErrorRow } from '#db/queries/observability/records.ts';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import { recordError } from '#app/platform/metrics.ts';
import { toPlainText } from '#app/platform/plain-text.ts';
import { redactText } from '#app/platform/redact.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { captureInSentry } from '#app/platform/sentry.ts';
import { recordErrorRow } from './write-records.server.ts';

export type ErrorReport = {
  kind: ErrorRow['kind'] | 'model';
  /** Short and stable, such as `internal` or `sql-57014`: errors are counted by it. */
  code: string;
  error: unknown;
  level?: 'error' | 'warn';
  /** Foreseen, and its text says all: its log line has no stack. */
  expected?: boolean;
  /** Where it happened, when it was not a request's route: a job's or a step's name. */
  route?: string;
  tenantId?: string;
  /** More for the log line; redacted like all of it. */
  fields?: Record<string, unknown>;
  /** False: the caller keeps rows of its own. */
  row?: boolean;
};

/** An error that passes through several reporters is one error. */
const reported = new WeakSet<object>();

/**
 * The one way into the error tracker (D1, D3, D6): the errors log, the counters, error_log (later, in a batch), and
 * Sentry when it is configured. Returns at once and never throws. The same error object again, or one that it caused,
 * does nothing: false.
 */
export function reportError(report: ErrorReport): boolean {
  try {
    const chain = causesOf(report.error);
    if (chain.some((error) => reported.has(error))) return false;
    for (const error of chain) reported.add(error);
    const context = requestContext();
    const route = report.route ?? context?.route ?? null;
    const tenantId = report.tenantId ?? context?.tenantId;
    const level = report.level ?? 'error';
    const { message, stack } = describe(report.error, chain);
    recordError(report.kind, report.code);
    logger.log(level, message, {
      stream: 'errors',
      kind: report.kind,
      code: report.code,
      ...(route ? { route } : {}),
      ...(context ? { method: context.method, path: context.path } : {}),
      ...(context?.actor ? { actor: context.actor } : {}),
      ...(tenantId ? { tenant_id: tenantId } : {}),
      ...report.fields,
      ...(stack && !report.expected ? { stack } : {}),
    });
    if (report.row !== false && report.kind !== 'model') {
      const now = new Date();
      recordErrorRow({
        id: v7(),
        fingerprint: fingerprint({
          kind: report.kind,
          code: report.code,
          route,
          stack: report.expected ? message : (stack ?? message),
          statement: statementOf(chain),
        }),
        tenantId: asUuid(tenantId),
        kind: report.kind,
        code: report.code,
        message: toPlainText(message, 2_000),
        stack: stack ? toPlainText(stack, 8_000) : null,
        route: route ? toPlainText(route, 200) : null,
        method: context?.method ?? null,
        requestId: context?.requestId ?? null,
        userId: context?.actor ?? null,
        count: 1,
        firstSeenAt: now,
        lastSeenAt: now,
        firstRelease: env.RELEASE ?? null,
        release: env.RELEASE ?? null,
      });
    }
    captureInSentry(report.error, {
      level: level === 'error' ? 'error' : 'warning',
      tags: {
        kind: report.kind,
        code: report.code,
        route: route ?? undefined,
        request_id: context?.requestId,
        tenant_id: tenantId,
      },
    });
    return true;
  } catch (failure) {
    logger.warn('an error could not be reported', { detail: String(failure) });
    return false;
  }
}

/** The error and what caused it, outermost first, at most 10. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (
    let current = error;
    current instanceof Error && chain.length < 10 && !chain.includes(current);
    current = current.cause
  )
    chain.push(current);
  return chain;
}

/** The root cause tells what went wrong; what wraps it often only says sorry. */
function describe(error: unknown, chain: Error[]): { message: string; stack: string | undefined } {
  const root = chain.at(-1);
  if (!root)
    return {
      message: redactText(typeof error === 'string' ? error : `thrown: ${Object.prototype.toString.call(error)}`),
      stack: undefined,
    };
  const stack = chain.map((cause) => cause.stack ?? `${cause.name}: ${cause.message}`).join('\ncaused ');
  return { message: redactText(`${root.name}: ${root.message}`), stack: redactText(stack) };
}

/** Of a stack so many functions of ours, the innermost first, say where a fault is. */
const FRAMES = 3;
const STATEMENT_LENGTH = 4_000;
/** A name in a message: of a file, a table, a field. */
const QUOTED = /“[^“”\n]{1,200}”|"[^"\n]{1,200}"/g;

/**
 * The same fault has the same kind, code, route and place, in this build and in the next: a failed statement's place is
 * the statement, another's are the functions that it was thrown in. Lines, columns and folders are left out, since each
 * build moves them. Where no function has a name, or the text of a foreseen error says all (`stack` is that text), the
 * words say which fault it is, without their names, ids and figures.
 */
export function fingerprint(fault: {
  kind: string;
  code: string;
  route: string | null;
  stack: string;
  statement?: string;
}): string {
  const { kind, code, route, stack, statement } = fault;
  const place = statement === undefined ? placeOf(stack) : shapeOf(statement);
  return createHash('sha256')
    .update([kind, code, route ?? '', place].join('\0'))
    .digest('hex');
}

/** A statement whose lists may be of any length. */
const shapeOf = (statement: string): string =>
  statement
    .slice(0, STATEMENT_LENGTH)
    .replace(/\$\d+(?:, ?\$\d+)*/g, '$')
    .replace(/\s+/g, ' ');

function placeOf(stack: string): string {
  const lines = stack.split('\n');
  const [first = ''] = lines;
  const names = lines.flatMap((line) => nameOfFrame(line) ?? []).slice(0, FRAMES);
  const thrown = /^\w{1,100}/.exec(first)?.[0] ?? '';
  return names.length > 0
    ? [thrown, ...names].join(' < ')
    : first.replace(QUOTED, '#').replace(/[0-9a-f-]{16,}|\d+/gi, '#');
}

/** The function of a frame of ours; a bundler numbers those that share a name anew in each build. */
function nameOfFrame(line: string): string | undefined {
  if (/node:internal|node_modules/.test(line)) return undefined;
  const name = /^\s{1,20}at (?:async |new )?([\w$.#]{1,200}) /.exec(line)?.[1];
  return name?.replace(/\$\d+$/, '');
}

/** The statement that failed, with its parameters as places: what the query builder puts around a driver's error. */
const statementOf = (chain: readonly Error[]): string | undefined =>
  chain.map((error) => (error as { query?: unknown }).query).find((query) => typeof query === 'string');

const asUuid = (text: string | undefined): string | null => (text && UUID.test(text) ? text : null);
