import { TriangleAlert } from 'lucide-react';
import { EmptyState } from './empty-state.tsx';
import { useSeenError } from './error-page.tsx';
import { LinkButton } from './link-button.tsx';

/**
 * An error inside a frame that still stands, such as a portal's: what happened, what to do, and the reference to quote.
 */
export function ErrorPanel() {
  const { status, title, detail, requestId } = useSeenError();
  return (
    <EmptyState
      icon={TriangleAlert}
      title={title}
      action={
        <LinkButton to="." reloadDocument>
          Try again
        </LinkButton>
      }
    >
      <p>{detail}</p>
      {requestId && status !== 404 ? (
        <p className="mt-3 text-sm">
          Reference <code className="font-mono text-[0.8125rem] break-all text-ink select-all">{requestId}</code>
        </p>
      ) : null}
    </EmptyState>
  );
}
