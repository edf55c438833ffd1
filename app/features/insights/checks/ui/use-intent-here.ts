import { useLocation } from '@remix-run/react';

/** Where a form of a list posts `intent` to, so that the list is shown as it was afterwards. */
export function useIntentHere(intent: string): string {
  const action = new URLSearchParams(useLocation().search);
  action.delete('from');
  action.set('intent', intent);
  return `?${action}`;
}
