import { Badge, type Tone } from '#app/ui/badge.tsx';
import type { NoticeItem } from '../list-notices.server.ts';

const STATES: Record<NoticeItem['state'], { tone: Tone; label: string }> = {
  scheduled: { tone: 'info', label: 'Scheduled' },
  shown: { tone: 'positive', label: 'Shown now' },
  ended: { tone: 'neutral', label: 'Over' },
};

export function NoticeState({ notice }: { notice: Pick<NoticeItem, 'state' | 'withdrawn'> }) {
  const { tone, label } = STATES[notice.state];
  return <Badge tone={tone}>{notice.withdrawn ? 'Withdrawn' : label}</Badge>;
}
