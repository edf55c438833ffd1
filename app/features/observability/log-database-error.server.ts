import { AppError } from '#app/platform/errors.ts';
import { reportError } from './report-error.server.ts';

type DatabaseFault = {
  code: string;
  appCode: 'conflict' | 'unavailable' | 'timed-out' | 'internal';
  message: string;
  retryAfter?: number;
};

const UNREACHABLE = [
  /^No connection to the database\.$/,
  /timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after calling end/,
  /connection error and is not queryable/,
];

/** What a query is told whose connection ended as it was sent. */
const SOCKET_ENDS = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);
const isQuery = (thrown: unknown) => thrown instanceof Error && thrown.message.startsWith('Failed query:');

/**
 * What a database error is to its caller, or undefined when `thrown` is none. Looks through wrappers such as the query
 * builder's.
 */
export function databaseFault(thrown: unknown): DatabaseFault | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 10; error = error.cause, depth += 1) {
    const { code } = error as { code?: unknown };
    const isCut = depth > 0 && isQuery(thrown) && SOCKET_ENDS.has(String(code));
    if (isCut || UNREACHABLE.some((words) => words.test(error.message)))
      return {
        code: 'sql-connection',
        appCode: 'unavailable',
        message: 'The database cannot be reached just now. Try again in a few seconds.',
        retryAfter: 5,
      };
    if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || !('severity' in error)) continue;
    return { code: `sql-${code}`, ...meaningOf(code) };
  }
  return undefined;
}

function meaningOf(code: string): Omit<DatabaseFault, 'code'> {
  if (code === '23505' || code === '40001' || code === '40P01')
    return {
      appCode: 'conflict',
      message: 'Somebody else changed the same thing at the same moment. Reload and try again.',
    };
  // A statement's time-out, a transaction's, and that of one in which nothing is asked.
  if (code === '57014' || code === '25P03' || code === '25P04')
    return {
      appCode: 'timed-out',
      message: 'This took the database too long. Narrow what you ask for, or try again later.',
      retryAfter: 5,
    };
  if (/^(08|53|57P)/.test(code))
    return {
      appCode: 'unavailable',
      message: 'The database is not available just now. Try again in a few seconds.',
      retryAfter: 5,
    };
  return {
    appCode: 'internal',
    message: 'Something went wrong on our side. Try again; if it happens again, tell us the request id.',
  };
}

/**
 * Reports a failed query (D6) under its SQLSTATE and returns what to answer: 409 for a conflict of writers, 504 for a
 * time-out, 503 while the database is away, else 500.
 */
export function logDatabaseError(thrown: unknown): AppError {
  const fault = databaseFault(thrown) ?? { code: 'sql-unknown', ...meaningOf('') };
  reportError({
    kind: 'database',
    code: fault.code,
    error: thrown,
    level: fault.appCode === 'conflict' ? 'warn' : 'error',
    row: fault.appCode !== 'conflict',
  });
  return new AppError(fault.appCode, fault.message, { cause: thrown, retryAfter: fault.retryAfter });
}
