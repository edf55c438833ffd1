import { useActionData } from '@remix-run/react';
import type { Refusal } from './refused.tsx';

/** What the server has refused of the page's forms. */
export const useRefusal = () => useActionData<{ refusal?: Refusal }>()?.refusal;

/** What is typed, else saved; and what is saved beside what was refused. */
export function fieldsOf(saved: Record<string, string>, refusal: Refusal | undefined) {
  return (name: string) => {
    const now = saved[name] ?? '';
    const typed = refusal?.typed[name] ?? now;
    return {
      name,
      defaultValue: typed,
      hint: typed === now || now === '' ? undefined : `Saved now: ${now}`,
      error: refusal?.fields.find(({ field }) => field === name)?.message ?? null,
    };
  };
}
