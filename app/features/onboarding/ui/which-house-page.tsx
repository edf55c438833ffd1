import type { MetaFunction } from '@remix-run/node';
import { Form, isRouteErrorResponse, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { UNUSABLE_CODE } from './unusable-code.tsx';
import type { beginOnboarding } from '../begin-onboarding.server.ts';

export const whichHouseMeta: MetaFunction = ({ data, error }) => [
  { title: `${titleOf(data !== undefined, error)} · OpenHouse AI` },
  { name: 'referrer', content: 'same-origin' },
  { name: 'robots', content: 'noindex' },
];

function titleOf(isAsked: boolean, error: unknown): string {
  if (isAsked) return 'Which house?';
  return isRouteErrorResponse(error) && error.status === 404 ? UNUSABLE_CODE : 'Your house';
}

/**
 * Asks somebody who is signed in to one house and has followed the code of another which one is meant: a link may come
 * from anybody. Staying is the first choice and has the focus; only the form changes houses.
 */
export function WhichHousePage() {
  const { scanned, current } = useLoaderData<typeof beginOnboarding>();
  const busy = useNavigation().formMethod === 'POST';
  const stay = useRef<HTMLAnchorElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <DoorPage>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em] text-balance">
        Which house would you like to open?
      </h1>
      <p id="which-house" className="mt-4 text-lg text-ink-soft">
        You are signed in to one house on this device, and this code belongs to another.
      </p>
      <dl className="mt-8 grid gap-px overflow-hidden rounded-card border border-hairline bg-hairline">
        <House term="You are signed in to" label={current.label} development={current.development} />
        <House term="The code is for" label={scanned.label} development={scanned.development} />
      </dl>
      <div className="mt-8 grid gap-3">
        <LinkButton
          ref={stay}
          to={current.claimed ? '/home' : '/welcome'}
          variant="primary"
          size="large"
          aria-describedby="which-house"
        >
          Stay in {current.label}
        </LinkButton>
        <Form method="post" replace onSubmit={() => sessionStorage.clear()}>
          <Button
            type="submit"
            size="large"
            className="w-full"
            loading={busy}
            loadingLabel={`Opening ${scanned.label}`}
          >
            Open {scanned.label}
          </Button>
        </Form>
      </div>
      <p className="mt-6 text-sm text-ink-soft">
        Opening {scanned.label} signs you out of {current.label} on this device
        {current.claimed ? '; you can sign in again by e-mail' : ''}. If somebody else sent you this link, stay where
        you are.
      </p>
    </DoorPage>
  );
}

function House({ term, label, development }: { term: string; label: string; development: string }) {
  return (
    <div className="bg-paper px-5 py-4">
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="mt-0.5 font-serif text-xl leading-snug font-semibold wrap-anywhere">
        {label}
        <span className="block font-sans text-base font-normal text-ink-soft">{development}</span>
      </dd>
    </div>
  );
}
