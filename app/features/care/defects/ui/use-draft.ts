import { useCallback, useEffect, type RefObject } from 'react';

const FIELDS = ['description', 'room'];

/**
 * Keeps what is typed in this tab, so that a reload or a page opened by mistake loses nothing; puts it back unless the
 * form begins with words of its own. Photos cannot be kept so.
 */
export function useDraft(form: RefObject<HTMLFormElement>, houseId: string, hasWords: boolean) {
  const key = `report:${houseId}`;
  useEffect(() => {
    const kept = hasWords ? null : sessionStorage.getItem(key);
    if (!kept || !form.current) return;
    const typed = new URLSearchParams(kept);
    for (const name of FIELDS) {
      const field = form.current.elements.namedItem(name);
      const value = typed.get(name);
      if (value && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value === '')
        field.value = value;
    }
  }, [form, hasWords, key]);
  const keep = useCallback(() => {
    if (!form.current) return;
    const typed = new FormData(form.current);
    sessionStorage.setItem(
      key,
      new URLSearchParams(FIELDS.map((name) => [name, String(typed.get(name) ?? '')])).toString(),
    );
  }, [form, key]);
  const forget = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { keep, forget };
}
