/** A document that could not be shown, with what its reader can do. */
export class ViewerError extends Error {
  /** Does another try make sense? */
  readonly again: boolean;

  constructor(message: string, again: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'ViewerError';
    this.again = again;
  }
}

/** Larger files come in parts, as their pages are turned to. Bytes. */
const LARGE = 4 * 1024 * 1024;

/** A whole file, or the size of one that is to be read in parts. */
export type Fetched = { data: Uint8Array } | { size: number };

/**
 * Loads a file, or finds that it is a large one which can be read in parts. `onProgress` hears the loaded share, 0 to
 * 1, when the size is known. Throws ViewerError; passes an AbortError on.
 */
export async function fetchDocument(
  address: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Fetched> {
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ViewerError('The document did not reach you. Check your connection and try again.', true, error);
  }
  if (response.status === 401)
    throw new ViewerError('Your session has ended. Sign in again to read this document.', false);
  if (response.status === 404)
    throw new ViewerError(
      'This document is no longer here. Your builder may have replaced it; look for it in the list.',
      false,
    );
  if (!response.ok || !response.body)
    throw new ViewerError('The document could not be loaded. Try again; if it stays so, tell your builder.', true);

  const size = Number(response.headers.get('Content-Length') ?? 0);
  if (size > LARGE && response.headers.get('Accept-Ranges') === 'bytes') {
    await response.body.cancel();
    return { size };
  }
  const parts: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      loaded += value.length;
      if (size > 0) onProgress(Math.min(1, loaded / size));
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ViewerError('The connection broke off before the whole document was here. Try again.', true, error);
  }
  const data = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { data };
}

/** What pdf.js says about a file it cannot read, in words for an owner. */
export function explainParsing(error: unknown): ViewerError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return new ViewerError(
      'This document is locked with a password. Download it, or ask your builder for one without a lock.',
      false,
      error,
    );
  return new ViewerError(
    'This document is damaged and cannot be shown here. Download it, or ask your builder for a new copy.',
    false,
    error,
  );
}
