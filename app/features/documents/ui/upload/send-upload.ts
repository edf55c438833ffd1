import { ALREADY_STORED, type StoredTwin } from '../../upload/stored-twin.ts';

/** What became of one upload: accepted (202), refused with words for its row, or a question: it is stored already. */
export type UploadAnswer =
  | { ok: true; documentId: string }
  | { ok: false; twin: StoredTwin }
  | { ok: false; message: string; field: string | null; retry: boolean };

type UploadOptions = {
  url: string;
  fields: [string, string][];
  file: File;
  /** Share of the bytes sent, 0–100. */
  onProgress: (percent: number) => void;
  signal: AbortSignal;
};

const FIELD_NAMES: Record<string, string> = {
  title: 'Title',
  category: 'Category',
  house_types: 'House types',
  development_id: 'Development',
  file: 'File',
};

/**
 * Sends one file by XMLHttpRequest, the only way a browser tells how far an upload is. Resolves for every answer of the
 * server and for a broken connection; rejects only when `signal` aborts.
 */
export function sendUpload({ url, fields, file, onProgress, signal }: UploadOptions): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append('file', file);
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(Math.floor((event.loaded / event.total) * 100));
    });
    request.addEventListener('load', () =>
      resolve(readAnswer(request.status, request.responseText, request.getResponseHeader('Retry-After'))),
    );
    request.addEventListener('error', () =>
      resolve({
        ok: false,
        field: null,
        retry: true,
        message: 'The connection broke off, or the file was changed or moved meanwhile. Check both and try again.',
      }),
    );
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    request.open('POST', url);
    request.setRequestHeader('Accept', 'application/json');
    request.send(body);
    if (signal.aborted) abort();
  });
}

/** The server's answer in words for the row of the file. */
export function readAnswer(status: number, text: string, retryAfter: string | null): UploadAnswer {
  const body = parse(text);
  if (status === 202 && typeof body.document_id === 'string') return { ok: true, documentId: body.document_id };
  if (body.code === ALREADY_STORED && isTwin(body.twin)) return { ok: false, twin: body.twin };
  if (status === 401)
    return {
      ok: false,
      field: null,
      retry: true,
      message: 'You are signed out. Sign in again in another tab, then try again here.',
    };
  if (status === 429) {
    const seconds = Number(retryAfter);
    return {
      ok: false,
      field: null,
      retry: true,
      message:
        'Too many uploads in a short time. Wait ' +
        `${Number.isFinite(seconds) && seconds > 0 ? `${Math.ceil(seconds)} seconds` : 'a minute'}, then try again.`,
    };
  }
  const first = Array.isArray(body.errors)
    ? (body.errors[0] as { field?: unknown; message?: unknown } | undefined)
    : undefined;
  if (first && typeof first.field === 'string' && typeof first.message === 'string') {
    return {
      ok: false,
      field: first.field,
      retry: true,
      message: `${FIELD_NAMES[first.field] ?? first.field}: ${first.message}.`,
    };
  }
  const detail =
    typeof body.detail === 'string' ? body.detail : 'The server could not take the file. Try again in a moment.';
  return { ok: false, field: null, retry: status !== 413 && status !== 415, message: detail };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A proxy in between may answer with a page of its own.
    return {};
  }
}

function isTwin(value: unknown): value is StoredTwin {
  return typeof value === 'object' && value !== null && 'document_id' in value && 'stored_at' in value;
}
