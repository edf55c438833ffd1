import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/**
 * Do scripts run on this page? False on the server and in the browser's first rendering, which must say the same as
 * the server did; true from then on.
 */
export function useAwake(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
