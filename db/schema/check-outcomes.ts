/**
 * What became of an answer that staff check (G11). new: nobody has approved it yet; same; changed: the same place says
 * it in other words; lost: it is declined now, or another place is quoted; gained: it was declined before.
 */
export const CHECK_OUTCOMES = ['new', 'same', 'changed', 'lost', 'gained'] as const;

export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];
