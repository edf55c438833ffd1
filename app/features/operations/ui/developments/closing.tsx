import { DoorClosed, DoorOpen } from 'lucide-react';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { EndCard, EndedNotice } from '../ending.tsx';
import type { Refusal } from '../tenants/refused.tsx';

type ClosingProps = { closed: Development['closed']; refusal: Refusal | undefined };

/** Since when and why a development takes no new owners, with the way back; nothing while it does. */
export function ClosedNotice({ closed, refusal }: ClosingProps) {
  if (!closed) return null;
  return (
    <EndedNotice
      since="Closed to new owners since"
      ended={closed}
      says="Codes of houses that nobody has taken open nothing. Everything else goes on."
      act={{ intent: 'open', label: 'Open to new owners', icon: DoorOpen }}
      refusal={refusal}
    />
  );
}

/** Closes a development to new owners (H2). */
export function CloseCard({ closed, refusal }: ClosingProps) {
  if (closed) return null;
  return (
    <EndCard
      title="Close to new owners"
      says={
        'Codes of houses that nobody has taken open nothing from then on, and say to ask the builder. Owners who ' +
        'are in, and staff, go on as before. It can be undone here.'
      }
      hint="It is written to the activity log."
      act={{ intent: 'close', label: 'Close to new owners', icon: DoorClosed }}
      refusal={refusal}
    />
  );
}
