import type { DefectState } from '#db/schema/care-words.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { STATE_LABELS } from '../defect-words.ts';

const TONES: Record<DefectState, Tone> = {
  reported: 'caution',
  seen: 'info',
  scheduled: 'gold',
  done: 'positive',
  closed: 'neutral',
};

export const DefectStateBadge = ({ state }: { state: DefectState }) => (
  <Badge tone={TONES[state]}>{STATE_LABELS[state]}</Badge>
);
