import { BellOff, CircleAlert, CircleCheck, RotateCcw } from 'lucide-react';
import { Badge } from '#app/ui/badge.tsx';
import type { ErrorItem } from '../../errors/describe-error.ts';

export const ERROR_STATE_NAMES: Record<ErrorItem['state'], string> = {
  open: 'Open',
  resolved: 'Resolved',
  muted: 'Muted',
};

/** What was decided about an error; that it came back says more than that it is open. */
export function ErrorState({ error }: { error: Pick<ErrorItem, 'state' | 'came_back_at'> }) {
  if (error.state === 'resolved') {
    return (
      <Badge tone="positive" icon={CircleCheck}>
        Resolved
      </Badge>
    );
  }
  if (error.state === 'muted') return <Badge icon={BellOff}>Muted</Badge>;
  return error.came_back_at ? (
    <Badge tone="negative" icon={RotateCcw}>
      Came back
    </Badge>
  ) : (
    <Badge tone="caution" icon={CircleAlert}>
      Open
    </Badge>
  );
}
