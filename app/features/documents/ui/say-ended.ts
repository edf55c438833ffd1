import { wouldBeLost } from './would-be-lost.ts';
import type { DocumentDetails } from '../describe-document.ts';

/** What a screen reader hears once a document's reading has ended. */
export function sayEnded({ title, status, reason, choice_needed, looks_like, lost_answers }: DocumentDetails): string {
  if (choice_needed)
    return looks_like
      ? `${title} looks like version ${looks_like.version + 1} of ${looks_like.title}. Open it and choose what it is.`
      : `${title} needs a choice. Open it.`;
  if (lost_answers !== null) return `${title} is held: ${wouldBeLost(lost_answers)}. Open it and decide.`;
  return status === 'ready' ? `${title} is ready.` : `${title} could not be read. ${reason ?? ''}`;
}
