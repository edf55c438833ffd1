/** Every code the application may answer with, and its HTTP status: the only such table. */
export const STATUS_BY_CODE = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'address-too-long': 414,
  'unsupported-media-type': 415,
  'expectation-failed': 417,
  'invalid-input': 422,
  'rate-limited': 429,
  'headers-too-large': 431,
  internal: 500,
  'upstream-failed': 502,
  unavailable: 503,
  'timed-out': 504,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof STATUS_BY_CODE;

export const TITLE_BY_CODE: Record<ErrorCode, string> = {
  'bad-request': 'Bad request',
  unauthenticated: 'Sign-in needed',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  'request-timeout': 'Took too long to arrive',
  conflict: 'Conflict',
  gone: 'No longer available',
  'too-large': 'Too large',
  'address-too-long': 'Address too long',
  'unsupported-media-type': 'Unsupported file or content type',
  'expectation-failed': 'Expectation not met',
  'invalid-input': 'Invalid input',
  'rate-limited': 'Too many requests',
  'headers-too-large': 'Headers too large',
  internal: 'Something went wrong',
  'upstream-failed': 'A service we depend on failed',
  unavailable: 'Temporarily unavailable',
  'timed-out': 'Took too long',
};

export type FieldError = { field: string; message: string };

type AppErrorOptions = {
  cause?: unknown;
  /** Input fields at fault, for 422. */
  fields?: FieldError[];
  /** Seconds until a retry makes sense; sent as `Retry-After`. */
  retryAfter?: number;
  /** Further response headers, such as `Allow`. */
  headers?: Record<string, string>;
  /** Further members of the problem, for a client that acts on it. */
  extension?: Record<string, unknown>;
};

/**
 * The application's one error class. `message` is shown to people, so it says what to do and holds no secret;
 * what went wrong inside belongs in `cause`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: FieldError[];
  /** Whole seconds, 1 at least. */
  readonly retryAfter: number | undefined;
  readonly headers: Record<string, string>;
  readonly extension: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = STATUS_BY_CODE[code];
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter === undefined ? undefined : wholeSeconds(options.retryAfter);
    this.headers = options.headers ?? {};
    this.extension = options.extension ?? {};
  }
}

/** As Retry-After says it: whole seconds, 1 at least. */
export function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}

/** An AppError as it is; anything else becomes `internal` with a message that is safe to show. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    'internal',
    'Something went wrong on our side. Try again; if it happens again, tell us the request id.',
    { cause: error },
  );
}
