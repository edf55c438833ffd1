import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { TextLink } from '#app/ui/text-link.tsx';

/** Asks an owner for what they have not accepted yet, above every page of the house, until they have. */
export function ConsentNotice({ unaccepted }: { unaccepted: readonly ('terms' | 'privacy')[] }) {
  const busy = useNavigation().formAction?.endsWith('intent=accept') ?? false;
  if (unaccepted.length === 0) return null;
  const texts = {
    terms: <TextLink to="/terms">terms of use</TextLink>,
    privacy: <TextLink to="/privacy">privacy notice</TextLink>,
  };
  return (
    <aside aria-label="Terms and privacy" className="shrink-0 border-b border-hairline bg-sand/70" data-print="hide">
      <Form
        method="post"
        action="/home/privacy?intent=accept"
        className="mx-auto flex max-w-[90rem] flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2 sm:px-6"
      >
        <p className="text-[0.9375rem]">
          Please read and accept the {texts[unaccepted[0] ?? 'terms']}
          {unaccepted[1] ? <> and the {texts[unaccepted[1]]}</> : null} as they stand now.
        </p>
        <Button type="submit" loading={busy} loadingLabel="Noting it">
          I accept
        </Button>
      </Form>
    </aside>
  );
}
