import { useEffect, useRef, type FormEvent, type RefObject } from 'react';

/**
 * Keeps what is typed into a text area in this tab until its form is sent: a session that ends meanwhile loses nothing.
 * `key` names the form and what it is about; another key is another text.
 */
export function useKeptText(key: string): {
  ref: RefObject<HTMLTextAreaElement>;
  onInput: (event: FormEvent<HTMLTextAreaElement>) => void;
} {
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = ref.current;
    if (area && area.value === '') area.value = sessionStorage.getItem(key) ?? '';
  }, [key]);
  return { ref, onInput: (event) => sessionStorage.setItem(key, event.currentTarget.value) };
}
