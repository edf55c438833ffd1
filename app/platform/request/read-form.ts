import busboy from 'busboy';
import { AppError } from '../errors.ts';
import { assertPlainText, isPlainText } from '../plain-text.ts';
import { readBody } from './read-body.ts';

const MAX_FIELDS = 100;
/** Characters of a field's name. */
const MAX_NAME = 100;

/**
 * The fields of a posted form, urlencoded or multipart without files: at most 64 KiB and 100 fields. Reads the body up,
 * so once a request. Throws AppError: 415 for another content type, 400 for a malformed form, 413 over the limit, 422
 * for a file or for text that is none.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('Content-Type') ?? '';
  const parse = parserOf(type);
  const body = await readBody(request);
  if (body.length === 0 && type === '') return new URLSearchParams();
  if (!parse) {
    const message =
      'Send the form as application/x-www-form-urlencoded or multipart/form-data, and say so in Content-Type.';
    throw new AppError('unsupported-media-type', message);
  }
  const form = await parse(body);
  const names = [...form.keys()];
  if (names.length > MAX_FIELDS) throw refused('body', `holds more than ${MAX_FIELDS} fields`);
  if (names.some((name) => name.length > MAX_NAME))
    throw refused('body', `has a field whose name is longer than ${MAX_NAME} characters`);
  assertPlainText(Object.fromEntries(names.map((name) => [name, form.getAll(name)])));
  return form;
}

function parserOf(type: string): ((body: Buffer) => Promise<URLSearchParams> | URLSearchParams) | undefined {
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    return (body) => new URLSearchParams(body.toString('utf8'));
  if (/^multipart\/form-data\s*(;|$)/i.test(type)) return (body) => parseMultipart(type, body);
  return undefined;
}

function parseMultipart(type: string, body: Buffer): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    const form = new URLSearchParams();
    const malformed = (cause: unknown) =>
      reject(
        new AppError(
          'bad-request',
          'The form is malformed: its parts or their boundary are not right. Send it again.',
          { cause },
        ),
      );
    try {
      const parser = busboy({
        headers: { 'content-type': type },
        defParamCharset: 'utf8',
        limits: { parts: MAX_FIELDS + 1 },
      });
      parser.on('field', (name, value) => {
        // Told here: a URLSearchParams would replace what is no text.
        if (!isPlainText(name) || !isPlainText(value)) reject(refused('body', 'holds a character that is no text'));
        form.append(name, value);
      });
      parser.on('file', (name, stream) => {
        stream.resume();
        reject(refused(name || 'body', 'is a file, and this form takes none'));
      });
      parser.once('partsLimit', () => reject(refused('body', `holds more than ${MAX_FIELDS} fields`)));
      // More than one may come, the last at the end of a form that is cut.
      parser.on('error', malformed);
      parser.once('close', () => resolve(form));
      parser.end(body);
    } catch (cause) {
      malformed(cause);
    }
  });
}

const refused = (field: string, message: string) =>
  new AppError('invalid-input', `${field}: ${message}.`, { fields: [{ field, message: `${message}.` }] });
