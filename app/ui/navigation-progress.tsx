import { useNavigation } from '@remix-run/react';

/** A thin bar at the top while the next page is on its way; waits a moment, so that quick pages do not flash it. */
export function NavigationProgress() {
  const busy = useNavigation().state !== 'idle';
  return (
    <div role="status" aria-live="polite" data-print="hide" className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      {busy ? (
        <>
          <span className="sr-only">Loading</span>
          <div className="h-full animate-[appear_150ms_200ms_both]">
            <div className="h-full w-2/5 animate-sweep bg-gold" />
          </div>
        </>
      ) : null}
    </div>
  );
}
