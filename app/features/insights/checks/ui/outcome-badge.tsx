import type { CheckOutcome } from '#db/schema/check-outcomes.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';

const WORDS: Record<CheckOutcome, { tone: Tone; label: string }> = {
  new: { tone: 'info', label: 'To approve' },
  same: { tone: 'positive', label: 'Same' },
  changed: { tone: 'caution', label: 'Changed' },
  lost: { tone: 'negative', label: 'Lost' },
  gained: { tone: 'gold', label: 'Gained' },
};

export const outcomeLabel = (outcome: CheckOutcome) => WORDS[outcome].label;

/** What became of an answer; of one that was not asked yet, that it waits. */
export function OutcomeBadge({ outcome }: { outcome: CheckOutcome | null }) {
  if (outcome === null) return <Badge>Not asked yet</Badge>;
  return <Badge tone={WORDS[outcome].tone}>{WORDS[outcome].label}</Badge>;
}
