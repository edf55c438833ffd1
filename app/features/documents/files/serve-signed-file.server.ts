import { createReadableStreamFromReadable } from '@remix-run/node';
import parseRange from 'range-parser';
import { AppError } from '#app/platform/errors.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { verifyFileGrant } from '#app/platform/signed-file.ts';
import { contentDisposition, storage } from '#app/platform/storage.ts';

/** What range-parser answers instead of ranges. */
const UNSATISFIABLE = -1;
const UNREADABLE = -2;

/**
 * Streams the file that `token` grants, whole or the asked range. Throws AppError: 403 for an altered or expired
 * address, 404 for a file that is gone.
 */
export async function serveSignedFile(request: Request, token: string | undefined): Promise<Response> {
  const grant = verifyFileGrant(token ?? '', resolveSessionSecret(env));
  if (!grant) throw new AppError('forbidden', 'This address has expired. Open the document again from its list.');
  const files = await storage();
  const size = await files.size(grant.key);
  if (size === null)
    throw new AppError('not-found', 'The file is no longer there. Ask your builder to upload it again.');

  const headers = new Headers({
    'Content-Type': grant.contentType,
    'Content-Disposition': contentDisposition(grant.filename, grant.download),
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
    // A stored file is shown, never run.
    'Content-Security-Policy':
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  const range = rangeOf(request.headers.get('Range'), size);
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('Content-Length', String(end - start + 1));
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
  const body =
    size === 0 || request.method === 'HEAD'
      ? null
      : createReadableStreamFromReadable(await files.read(grant.key, { start, end }));
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** One `bytes=` range (RFC 9110); several ranges or another unit are answered with the whole file. */
function rangeOf(header: string | null, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const ranges = header === null ? UNREADABLE : parseRange(size, header);
  if (ranges === UNSATISFIABLE) return 'unsatisfiable';
  if (ranges === UNREADABLE || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
