import { toAppError, type AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';

/** Reports a failed request to the error log (D1) and returns it as an AppError. What a caller did wrong (4xx) is noted, not alarmed about. */
export function logApiError(thrown: unknown): AppError {
  const error = toAppError(thrown);
  const cause = error.cause instanceof Error ? error.cause : error;
  logger.log(error.status >= 500 ? 'error' : 'info', 'request failed', { code: error.code, status: error.status, detail: error.message, stack: error.status >= 500 ? cause.stack : undefined });
  return error;
}
