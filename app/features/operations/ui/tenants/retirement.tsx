import { CirclePlay, CircleStop } from 'lucide-react';
import type { Builder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { EndCard, EndedNotice } from '../ending.tsx';
import type { Refusal } from './refused.tsx';

type RetirementProps = { retired: Builder['retired']; refusal: Refusal | undefined };

/** Since when and why a builder is retired, with the way back; nothing while it is open. */
export function RetiredNotice({ retired, refusal }: RetirementProps) {
  if (!retired) return null;
  return (
    <EndedNotice
      since="Retired since"
      ended={retired}
      says={
        'Its staff and owners are told that it is closed and whom to ask, its codes and links open nothing, and its ' +
        'jobs stand still. Nothing was deleted.'
      }
      act={{ intent: 'reopen', label: 'Open again', icon: CirclePlay }}
      refusal={refusal}
    />
  );
}

/** Retires a builder that is open (H1). */
export function RetireCard({ retired, refusal }: RetirementProps) {
  if (retired) return null;
  return (
    <EndCard
      title="Retire"
      says={
        'From the next request on its staff and owners are told that it is closed and whom to ask, its codes and ' +
        'links open nothing, and its jobs stand still. Nothing is deleted, and it can be opened again here.'
      }
      hint="The builder’s staff read it."
      act={{ intent: 'retire', label: 'Retire this builder', icon: CircleStop }}
      refusal={refusal}
    />
  );
}
