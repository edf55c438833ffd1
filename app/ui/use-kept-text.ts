import { useEffect, useRef, type FormEvent, type RefObject } from 'react';

/**
 * Keeps what is typed into a text area in this tab until its form is sent: a session that ends meanwhile loses nothing.
 * `key` names the form and what it is about; another key is another text. `over`: also in the place of what the form
 * proposes.
 */
export function useKeptText(
  key: string,
  { over = false } = {},
): {
  ref: RefObject<HTMLTextAreaElement>;
  onInput: (event: FormEvent<HTMLTextAreaElement>) => void;
} {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = ref.current;
    const kept = sessionStorage.getItem(key);
    if (area && kept && (over || area.value === '')) area.value = kept;
  }, [key, over]);
  return { ref, onInput: (event) => sessionStorage.setItem(key, event.currentTarget.value) };
}
