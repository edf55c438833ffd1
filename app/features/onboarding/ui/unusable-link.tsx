import { ErrorPage, useSeenError } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useSeenVisitors, WaysHome } from './ways-home.tsx';

/** Heading and title of the page below. */
export const UNUSABLE_LINK = 'This link no longer works';

/** Shown for a sign-in link that is used or too old, with what to do about it; other failures look as everywhere. */
export function UnusableLink() {
  const isAtHome = useSeenVisitors().some(({ kind }) => kind === 'house');
  if (useSeenError().status !== 410) return <ErrorPage />;
  if (isAtHome)
    return (
      <ErrorPage
        title={UNUSABLE_LINK}
        detail="It is used up, or a newer one has taken its place. You need no other: you are signed in on this device."
      >
        <WaysHome />
      </ErrorPage>
    );
  return (
    <ErrorPage
      title={UNUSABLE_LINK}
      detail="A sign-in link works once, for 15 minutes, and a newer one takes its place."
      help={
        <ul className="grid list-disc gap-2 pl-5 marker:text-gold">
          <li>If you asked more than once, open the newest mail.</li>
          <li>If you opened it on another device, you are signed in there.</li>
          <li>Otherwise have a new one sent: it comes within a minute. Look into the spam folder, too.</li>
        </ul>
      }
    >
      <LinkButton to="/sign-in?next=/home" variant="primary">
        Ask for a new link
      </LinkButton>
    </ErrorPage>
  );
}
