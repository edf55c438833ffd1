import { checkFile, titleFromFilename } from './check-file.ts';
import type { StoredTwin } from '../../upload/stored-twin.ts';
import type { UploadAnswer } from './send-upload.ts';

/**
 * One chosen file on its way. `chosen`: waits for the builder to press Upload. `waiting`: for its turn. `asked`: it is
 * stored already, and waits for the builder to say what to do. `accepted`: the server has it, its reading is followed
 * by its document's id.
 */
export type Upload = {
  key: number;
  file: File;
  title: string;
  /** The form's other fields as they were when Upload was pressed. */
  fields: [string, string][];
  state: 'chosen' | 'waiting' | 'sending' | 'asked' | 'accepted' | 'refused';
  /** Share of the bytes sent, 0–100. */
  sent: number;
  documentId: string | null;
  /** Where it is stored already, once that was told; sent again, it is to be stored all the same. */
  twin: StoredTwin | null;
  /** Why it cannot be sent, or was refused. */
  problem: { message: string; field: string | null; retry: boolean } | null;
};

export type UploadEvent =
  | { type: 'chosen'; files: File[] }
  | { type: 'titled'; key: number; title: string }
  | { type: 'submitted'; fields: [string, string][] }
  /** Sends it again, also to be stored all the same after a question. */
  | { type: 'retried'; key: number }
  | { type: 'started'; key: number }
  | { type: 'sent'; key: number; percent: number }
  | { type: 'answered'; key: number; answer: UploadAnswer }
  | { type: 'removed'; key: number }
  | { type: 'cleared'; ended: ReadonlySet<string> };

let nextKey = 1;

function newUpload(file: File): Upload {
  const problem = checkFile(file);
  return {
    key: nextKey++,
    file,
    title: titleFromFilename(file.name),
    fields: [],
    state: problem ? 'refused' : 'chosen',
    sent: 0,
    documentId: null,
    twin: null,
    problem: problem ? { message: problem, field: 'file', retry: false } : null,
  };
}

/**
 * The list of uploads after `event`. `cleared` takes away what has ended: refused for good, or accepted and in `ended`.
 */
export function reduceUploads(uploads: Upload[], event: UploadEvent): Upload[] {
  const change = (key: number, changes: (upload: Upload) => Partial<Upload>) =>
    uploads.map((upload) => (upload.key === key ? { ...upload, ...changes(upload) } : upload));
  switch (event.type) {
    case 'chosen':
      return [
        ...uploads,
        ...event.files
          .filter((file) => !uploads.some((upload) => upload.state === 'chosen' && isSame(upload.file, file)))
          .map(newUpload),
      ];
    case 'titled':
      return change(event.key, () => ({ title: event.title }));
    case 'submitted':
      return uploads.map((upload) => {
        if (upload.state !== 'chosen') return upload;
        if (!upload.title.trim())
          return {
            ...upload,
            problem: { message: 'Give the document a title.', field: 'title', retry: false },
          };
        return { ...upload, state: 'waiting', fields: event.fields, problem: null };
      });
    case 'retried':
      return change(event.key, () => ({ state: 'waiting', sent: 0, problem: null }));
    case 'started':
      return change(event.key, () => ({ state: 'sending', sent: 0 }));
    case 'sent':
      return change(event.key, () => ({ sent: event.percent }));
    case 'answered':
      return change(event.key, () =>
        event.answer.ok
          ? { state: 'accepted', sent: 100, documentId: event.answer.documentId }
          : 'twin' in event.answer
            ? { state: 'asked', twin: event.answer.twin }
            : {
                state: 'refused',
                problem: { message: event.answer.message, field: event.answer.field, retry: event.answer.retry },
              },
      );
    case 'removed':
      return uploads.filter((upload) => upload.key !== event.key);
    case 'cleared':
      return uploads.filter(
        (upload) => !(isRefused(upload) || (upload.documentId !== null && event.ended.has(upload.documentId))),
      );
  }
}

/** Whether a file was refused for good; one that can be tried again is still wanted. */
export const isRefused = ({ state, problem }: Upload): boolean => state === 'refused' && !problem?.retry;

const isSame = (a: File, b: File) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
