import type { ChangeCause, ChangeState } from '#db/schema/change-words.ts';

/** Why a passage does not hold any more, for staff. */
export const CAUSE_LABELS: Record<ChangeCause, string> = {
  reads: 'Reads differently now',
  gone: 'Not in the document any more',
  audience: 'Not for their house type any more',
  deleted: 'Document deleted',
};

export const STATE_LABELS: Record<ChangeState, string> = {
  open: 'Waiting for you',
  told: 'Told to owners',
  dismissed: 'Dismissed',
};

/** "1 owner, 2 answers". */
export const countsOf = ({ owners, answers }: { owners: number; answers: number }) =>
  `${many(owners, 'owner')}, ${many(answers, 'answer')}`;

export const many = (count: number, word: string) =>
  `${count >= 500 ? '500 or more' : count} ${word}${count === 1 ? '' : 's'}`;
