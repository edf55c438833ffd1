import { TriangleAlert } from 'lucide-react';
import { EmptyState } from './empty-state.tsx';
import { mayPass, useSeenError } from './error-page.tsx';
import { LinkButton } from './link-button.tsx';

/**
 * An error inside a frame that still stands, such as a portal's: what happened, what to do, and the reference to quote.
 * `back`: where to go on from what is not there.
 */
export function ErrorPanel({ back }: { back?: { to: string; label: string } }) {
  const { status, title, detail, requestId } = useSeenError();
  return (
    <EmptyState
      icon={TriangleAlert}
      title={title}
      action={
        mayPass(status) ? (
          <LinkButton to="." reloadDocument>
            Try again
          </LinkButton>
        ) : back ? (
          <LinkButton to={back.to}>{back.label}</LinkButton>
        ) : undefined
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
