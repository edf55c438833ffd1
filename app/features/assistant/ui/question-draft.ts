import { z } from 'zod';

/*
 * What its owner typed outlives a reload, a lost tab and a failed request (F4). Kept for this tab's session only:
 * others may use the device.
 */

const draftSchema = z.object({ text: z.string().max(20_000), pending: z.string().max(20_000).nullable() });

/** `pending` was sent but not yet accepted. */
export type Draft = z.output<typeof draftSchema>;

const keyOf = (houseId: string) => `openhouse:question:${houseId}`;

export function readDraft(houseId: string): Draft {
  try {
    return draftSchema.parse(JSON.parse(sessionStorage.getItem(keyOf(houseId)) ?? ''));
  } catch {
    return { text: '', pending: null };
  }
}

export function keepDraft(houseId: string, change: Partial<Draft>): void {
  const draft = { ...readDraft(houseId), ...change };
  try {
    if (draft.text === '' && draft.pending === null) sessionStorage.removeItem(keyOf(houseId));
    else sessionStorage.setItem(keyOf(houseId), JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the text still stands in the page.
  }
}
