import { useNavigation } from '@remix-run/react';

/** A thin bar at the top while the next page is on its way; waits a moment, so that quick pages do not flash it. */
export function NavigationProgress() {
  const busy = useNavigation().state !== 'idle';
  return (
    <output data-print="hide" className="pointer-events-none fixed block inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      {busy ? (
        <>
          <span className="sr-only">Loading</span>
          <span className="block h-full animate-[appear_150ms_200ms_both]">
            <span className="block h-full w-2/5 animate-sweep bg-gold" />
          </span>
        </>
      ) : null}
    </output>
  );
}
