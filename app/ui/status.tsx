import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  Clock,
  LoaderCircle,
  RotateCw,
  type LucideIcon,
} from 'lucide-react';
import { Badge, type Tone } from './badge.tsx';

export type StatusName =
  | 'queued'
  | 'processing'
  | 'running'
  | 'retrying'
  | 'ready'
  | 'undecided'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

const looks: Record<StatusName, { tone: Tone; icon: LucideIcon; label: string; turns?: true }> = {
  queued: { tone: 'neutral', icon: Clock, label: 'Queued' },
  processing: { tone: 'info', icon: LoaderCircle, label: 'Processing', turns: true },
  running: { tone: 'info', icon: LoaderCircle, label: 'Running', turns: true },
  retrying: { tone: 'caution', icon: RotateCw, label: 'Retrying' },
  undecided: { tone: 'caution', icon: CircleQuestionMark, label: 'Needs a choice' },
  ready: { tone: 'positive', icon: CircleCheck, label: 'Ready' },
  succeeded: { tone: 'positive', icon: CircleCheck, label: 'Succeeded' },
  failed: { tone: 'negative', icon: CircleAlert, label: 'Failed' },
  cancelled: { tone: 'neutral', icon: CircleDashed, label: 'Cancelled' },
};

/** The state of something that runs in the background. */
export function Status({ status, label }: { status: StatusName; label?: string }) {
  const { tone, icon, label: usual, turns } = looks[status];
  return (
    <Badge tone={tone} icon={icon} className={turns ? '[&>svg]:animate-spin' : undefined}>
      {label ?? usual}
    </Badge>
  );
}
