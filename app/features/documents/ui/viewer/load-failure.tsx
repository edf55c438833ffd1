import { RotateCcw } from 'lucide-react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';

type LoadFailureProps = { title: string; error: { message: string; again: boolean }; onAgain: () => void };

/** What stands where a file would, when it could not be loaded. */
export function LoadFailure({ title, error, onAgain }: LoadFailureProps) {
  return (
    <Alert
      tone="caution"
      title={title}
      action={
        error.again ? (
          <Button icon={RotateCcw} onClick={onAgain}>
            Try again
          </Button>
        ) : undefined
      }
    >
      {error.message}
    </Alert>
  );
}
