import { useCallback, useState } from 'react';

type Open = { key: string; id: string | null; loaded: string | null };

/**
 * Which conversation stands above the pages. `loaded` is the one that the page was loaded with, null for a new one; the
 * key changes when another one is opened, not when a new one gets its id, `begun`, with its first question.
 */
export function useOpenConversation(loaded: string | null): { key: string; begun: (id: string) => void } {
  const [open, setOpen] = useState<Open>({ key: loaded ?? 'new', id: loaded, loaded });
  let shown = open;
  if (loaded !== open.loaded) {
    shown = loaded === open.id ? { ...open, loaded } : { key: loaded ?? `new after ${open.key}`, id: loaded, loaded };
    setOpen(shown);
  }
  const begun = useCallback((id: string) => setOpen((now) => (now.id === id ? now : { ...now, id })), []);
  return { key: shown.key, begun };
}
