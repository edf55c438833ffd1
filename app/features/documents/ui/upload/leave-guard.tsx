import { useBlocker } from '@remix-run/react';
import { useEffect } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';

/** Asks before a page is left while files are still being sent from it; what was sent is safe either way. */
export function LeaveGuard({ busy }: { busy: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => busy && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [busy]);
  // All has arrived while the question stood: it has answered itself.
  useEffect(() => {
    if (!busy && blocker.state === 'blocked') blocker.proceed();
  }, [busy, blocker]);
  return (
    <Dialog
      open={blocker.state === 'blocked'}
      onOpenChange={(open) => {
        if (!open) blocker.reset?.();
      }}
      title="Files are still being sent"
      description={
        'If you leave now, those that have not arrived are not uploaded. Those that have are read in any case.'
      }
      actions={
        <>
          <Button variant="danger" onClick={() => blocker.proceed?.()}>
            Leave and stop
          </Button>
          <DialogClose asChild>
            <Button variant="primary">Stay</Button>
          </DialogClose>
        </>
      }
    />
  );
}
