import busboy from 'busboy';
import { AppError } from '../errors.ts';
import { readBody, tooLarge } from './read-body.ts';

/** Bytes of a form beside its file. */
const OVERHEAD = 64 * 1024;
/** Characters of a file's name that are kept. */
const MAX_NAME = 200;

/**
 * The one file of a multipart form, held in memory. Throws AppError: 413 over `maxBytes`, 415 for another content type,
 * 400 for a malformed form, 422 when `field` holds no file.
 */
export async function readFormFile(
  request: Request,
  field: string,
  maxBytes: number,
): Promise<{ name: string; bytes: Buffer }> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^multipart\/form-data\s*(;|$)/i.test(type))
    throw new AppError('unsupported-media-type', 'Send the file as multipart/form-data.');
  const body = await readBody(request, maxBytes + OVERHEAD);
  const file = await parseFile(type, body, field);
  if (!file) {
    const message = 'Choose a file first.';
    throw new AppError('invalid-input', message, { fields: [{ field, message }] });
  }
  if (file.bytes.length > maxBytes) throw tooLarge(maxBytes);
  return file;
}

function parseFile(type: string, body: Buffer, field: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  return new Promise((resolve, reject) => {
    const malformed = (cause: unknown) =>
      reject(new AppError('bad-request', 'The form is malformed. Choose the file and send it again.', { cause }));
    let found: { name: string; bytes: Buffer } | undefined;
    try {
      const parser = busboy({
        headers: { 'content-type': type },
        defParamCharset: 'utf8',
        limits: { parts: 20, files: 1 },
      });
      parser.on('file', (name, stream, { filename }) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('close', () => {
          const bytes = Buffer.concat(chunks);
          // An input without a file sends an empty one without a name.
          if (name !== field || (bytes.length === 0 && !filename)) return;
          const kept = (filename ?? '').toWellFormed().replaceAll('\0', '').slice(0, MAX_NAME).toWellFormed();
          found = { name: kept || 'houses.csv', bytes };
        });
      });
      parser.on('error', malformed);
      parser.once('close', () => resolve(found));
      parser.end(body);
    } catch (cause) {
      malformed(cause);
    }
  });
}
