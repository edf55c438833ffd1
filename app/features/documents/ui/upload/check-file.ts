import { formatBytes } from '#app/ui/format-bytes.ts';
import { ACCEPTED_KINDS, kindByName } from '../../kind/document-kind.ts';
import { explainRefusal } from '../../kind/explain-refusal.ts';
import { MAX_UPLOAD_BYTES } from '../../upload/upload-limit.ts';

/** What is taken, in words, for one file. */
export const ACCEPTED_HINT = `${ACCEPTED_KINDS}, up to 50 MB`;

/**
 * What is wrong with a chosen file before anything is sent, and what to do; null when nothing is. An empty one is sent:
 * the server tells the builder why it fails.
 */
export function checkFile(file: { name: string; size: number }): string | null {
  if (kindByName(file.name) === null)
    return explainRefusal(file.name) ?? `Not a ${ACCEPTED_KINDS} file. Save it as one of these and choose it again.`;
  if (file.size > MAX_UPLOAD_BYTES)
    return (
      `${formatBytes(file.size)} is more than 50 MB. Split it, or save it with smaller pictures, and choose it ` +
      'again.'
    );
  return null;
}

/**
 * A first title from a file's name: "02_Heating-guide (Type A).pdf" is "Heating guide (Type A)". At most 200
 * characters.
 */
export function titleFromFilename(name: string): string {
  const words = name
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^\d{1,3}[.)]?\s+(?=\p{L})/u, '')
    .trim();
  const title = words || name;
  return (title.charAt(0).toUpperCase() + title.slice(1)).slice(0, 200);
}
