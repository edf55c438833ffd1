import { toAppError, type AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';
import { recordError } from '#app/platform/metrics.ts';
import { extendRequestContext, requestContext } from '#app/platform/request-context.ts';
import { databaseFault, logDatabaseError } from './log-database-error.server.ts';
import { reportError } from './report-error.server.ts';

/**
 * Reports a failed request to the error tracker (D1, D6) and returns it as an AppError. What a caller did wrong (4xx)
 * is noted and counted, but no row of error_log and nobody's alarm; what comes before the application is ready, not
 * even counted.
 */
export function logApiError(thrown: unknown): AppError {
  const error = toAppError(thrown);
  if (error.retryAfter !== undefined) extendRequestContext({ retryAfter: error.retryAfter });
  if (requestContext()?.timedOut) {
    logger.info('the work of a request that took too long has ended', { code: error.code });
    return error;
  }
  if (requestContext()?.starting) {
    logger.info('request refused while starting', { code: error.code, status: error.status });
    return error;
  }
  if (error.status < 500) {
    recordError('api', error.code);
    const route = requestContext()?.route;
    logger.info('request refused', {
      code: error.code,
      status: error.status,
      detail: error.message,
      ...(route ? { route } : {}),
    });
    return error;
  }
  if (error !== thrown && databaseFault(thrown)) return logDatabaseError(thrown);
  reportError({
    kind: 'api',
    code: error.code,
    error: thrown,
    fields: { status: error.status, detail: error.message },
  });
  return error;
}
