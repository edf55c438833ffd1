import type { PaperState } from '#db/schema/handover-words.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';

const WORDS: Record<PaperState, { tone: Tone; label: string }> = {
  missing: { tone: 'neutral', label: 'Missing' },
  found: { tone: 'info', label: 'To confirm' },
  confirmed: { tone: 'positive', label: 'Confirmed' },
  other: { tone: 'negative', label: 'Of another house' },
  expired: { tone: 'negative', label: 'Expired' },
  refused: { tone: 'caution', label: 'Refused' },
  waived: { tone: 'neutral', label: 'Not needed' },
};

export const paperLabel = (state: PaperState): string => WORDS[state].label;

/** How a house stands with a paper. */
export function PaperBadge({ state }: { state: PaperState }) {
  return <Badge tone={WORDS[state].tone}>{WORDS[state].label}</Badge>;
}
