import type { FormRefusal } from '#app/features/documents/ui/form-refusal.ts';

/** What was refused, with what had been typed; `typed.title` is there when it was a note. */
export type InboxRefusal = FormRefusal & { typed: Record<string, string>; houseTypes: string[] };
