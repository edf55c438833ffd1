import { useCallback, useEffect, useReducer, useRef } from 'react';
import { sendUpload } from './send-upload.ts';
import { reduceUploads } from './upload-list.ts';

/** Files sent at the same time. */
const AT_ONCE = 2;

export type Uploads = ReturnType<typeof useUploads>;

/**
 * The files that are being uploaded from this page, sent a few at a time to `url`.
 * `onAccepted` hears of each document that the server has taken.
 */
export function useUploads({ url, onAccepted }: { url: string; onAccepted: (documentId: string) => void }) {
  const [uploads, dispatch] = useReducer(reduceUploads, []);
  const running = useRef(new Map<number, AbortController>());
  const accepted = useRef(onAccepted);
  useEffect(() => {
    accepted.current = onAccepted;
  });

  useEffect(() => {
    const free = AT_ONCE - running.current.size;
    const next = uploads
      .filter((upload) => upload.state === 'waiting' && !running.current.has(upload.key))
      .slice(0, Math.max(0, free));
    for (const upload of next) {
      const controller = new AbortController();
      running.current.set(upload.key, controller);
      dispatch({ type: 'started', key: upload.key });
      sendUpload({
        url,
        file: upload.file,
        fields: [['title', upload.title.trim()], ['if_stored', upload.twin ? 'store' : 'ask'], ...upload.fields],
        signal: controller.signal,
        onProgress: (percent) => dispatch({ type: 'sent', key: upload.key, percent }),
      })
        .then((answer) => {
          running.current.delete(upload.key);
          dispatch({ type: 'answered', key: upload.key, answer });
          if (answer.ok) accepted.current(answer.documentId);
        })
        .catch(() => {
          running.current.delete(upload.key);
          dispatch({ type: 'removed', key: upload.key });
        });
    }
  }, [uploads, url]);

  // Leaving the page stops what is under way; the server has what it has answered for.
  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const remove = useCallback((key: number) => {
    const controller = running.current.get(key);
    if (controller) controller.abort();
    else dispatch({ type: 'removed', key });
  }, []);
  const busy = uploads.some((upload) => upload.state === 'waiting' || upload.state === 'sending');
  return { uploads, dispatch, remove, busy };
}
