/*
 * What its owner typed outlives a reload, a lost tab and a failed request (F4). Kept for this tab's session only:
 * others may use the device.
 */

/** `pending` was sent but not yet accepted. */
export type Draft = { text: string; pending: string | null };

const MAX = 20_000;
const keyOf = (houseId: string) => `openhouse:question:${houseId}`;
const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX;

export function readDraft(houseId: string): Draft {
  try {
    const { text, pending } = JSON.parse(sessionStorage.getItem(keyOf(houseId)) ?? '{}') as Record<string, unknown>;
    return { text: isShort(text) ? text : '', pending: isShort(pending) ? pending : null };
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
