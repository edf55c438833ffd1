import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { AppError, TITLE_BY_CODE, type FieldError } from './errors.ts';
import { assertPlainText } from './plain-text.ts';
import { MAX_BODY_BYTES, readBody } from './request/read-body.ts';
import { requestContext } from './request-context.ts';

export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  request_id: string | null;
  retry_after?: number;
  errors?: FieldError[];
};

/**
 * An error as a problem (RFC 9457): `{type,title,status,detail,request_id}`, for 422 with `errors`, for 429 and 503
 * with `retry_after` seconds; what an error has more of stands beside.
 */
export function problemOf(error: AppError): Problem {
  return {
    ...error.extension,
    type: `urn:openhouse:problem:${error.code}`,
    title: TITLE_BY_CODE[error.code],
    status: error.status,
    detail: error.message,
    request_id: requestContext()?.requestId ?? null,
    ...(error.retryAfter === undefined ? {} : { retry_after: error.retryAfter }),
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
}

/** The error as an `application/problem+json` response. */
export function problemResponse(error: AppError): Response {
  const headers = new Headers({
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...error.headers,
  });
  if (error.retryAfter !== undefined) headers.set('Retry-After', String(error.retryAfter));
  if (error.status === 401) headers.set('WWW-Authenticate', 'Bearer');
  return textResponse(JSON.stringify(problemOf(error)), { status: error.status, headers });
}

/** A JSON answer that no cache may keep: everything the API says belongs to one person. */
export function jsonResponse(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/json; charset=utf-8');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return textResponse(JSON.stringify(body), { ...init, headers });
}

/** Says its length: an answer that does not is compressed however short it is. */
function textResponse(text: string, { headers, ...init }: ResponseInit & { headers: Headers }): Response {
  headers.set('Content-Length', String(Buffer.byteLength(text)));
  return new Response(text, { ...init, headers });
}

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.') || 'body', message: issue.message }));
}

/** Checks `value` against `schema`; a failure is a 422 AppError that names each field. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  throw new AppError('invalid-input', fields.map((field) => `${field.field}: ${field.message}`).join('; '), { fields });
}

/**
 * Reads a JSON body of at most `maxBytes` (default 64 KiB) and checks it. Throws AppError: 415 for another content
 * type, 413 over the limit, 400 for text that is no JSON or no UTF-8, 422 with the fields for anything else, a NUL or
 * half a surrogate pair in a text among it.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.output<S>> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    throw new AppError(
      'unsupported-media-type',
      'Send the body as JSON with the header Content-Type: application/json.',
    );
  }
  const body = await readBody(request, maxBytes);
  if (!isUtf8(body)) throw new AppError('bad-request', 'The body is not valid UTF-8. Send JSON in this encoding.');
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-request', 'The body is not valid JSON. Check its quotes, commas and brackets.', { cause });
  }
  assertPlainText(value);
  return validate(schema, value);
}

/** Checks the query string against `schema` (repeated keys: the last one counts). Throws a 422 AppError. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  assertPlainText(query);
  return validate(schema, query);
}

/** `limit` of a list, B1: whole number 1–100, default 25. */
export const limitSchema = z.coerce
  .number({ error: 'must be a whole number from 1 to 100' })
  .int('must be a whole number from 1 to 100')
  .min(1, 'must be at least 1')
  .max(100, 'must be at most 100')
  .default(25);

/** `cursor` of a list, as it was given out. */
export const cursorSchema = z.string().max(500, 'is not one that this list gave out').optional();

/** `cursor` of a list that has one page. */
export const noCursorSchema = z.undefined({ error: 'is of no use here: this list has one page' }).optional();

/** A page as every list of the API has it (B1). */
export type Page<Item> = { items: Item[]; next_cursor: string | null };

/**
 * The page of a list from `rows`, which were asked for with one more than `limit`: that one says that another page
 * follows, from the position of the last one shown.
 */
export function takePage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  describe: (row: Row) => Item,
  positionOf: (row: Row) => readonly string[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(describe),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null,
  };
}

/** Packs a keyset position so that clients treat it as opaque. */
export function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The keyset position in an opaque `cursor`: so many texts, or what `position` reads from them; undefined when absent,
 * 422 when this list did not make it.
 */
export function decodeCursor(cursor: string | undefined, position: number): string[] | undefined;
export function decodeCursor<S extends z.ZodType<unknown, readonly string[]>>(
  cursor: string | undefined,
  position: S,
): z.output<S> | undefined;
export function decodeCursor(cursor: string | undefined, position: number | z.ZodType): unknown {
  if (cursor === undefined) return undefined;
  const schema = typeof position === 'number' ? z.array(z.string().max(500)).length(position) : position;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    const message = 'is not one that this list gave out; leave it away to start from the beginning';
    throw new AppError('invalid-input', `cursor: ${message}`, { cause, fields: [{ field: 'cursor', message }] });
  }
}
