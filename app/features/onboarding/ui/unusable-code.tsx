import { ErrorPage, useSeenError } from '#app/ui/error-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

/** Heading and title of the page below. */
export const UNUSABLE_CODE = 'This code does not open a house';

/** Shown for a code that opens no house, with what to do about it; other failures look as everywhere. */
export function UnusableCode() {
  if (useSeenError().status !== 404) return <ErrorPage />;
  return (
    <ErrorPage
      title={UNUSABLE_CODE}
      detail="Its link is incomplete or unknown, or a newer code has taken its place."
      help={
        <ul className="grid list-disc gap-2 pl-5 marker:text-gold">
          <li>Scan the code in your home once more, in good light, and open the whole link.</li>
          <li>If you have had a newer letter or sticker from your builder, use the code on that one.</li>
          <li>Otherwise ask your builder’s customer care for a new code. It takes them a minute.</li>
        </ul>
      }
    >
      <LinkButton to="/sign-in?next=/home" variant="primary">
        Sign in by e-mail instead
      </LinkButton>
    </ErrorPage>
  );
}
