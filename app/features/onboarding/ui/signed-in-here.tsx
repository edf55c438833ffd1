import { Form } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { SignedIn } from '../describe-visitors.server.ts';

/** Tells somebody at the door that they are signed in on this device, and where to. */
export function SignedInHere({ visitors }: { visitors: SignedIn[] }) {
  if (visitors.length === 0) return null;
  return (
    <Card aria-label="Signed in on this device" className="grid gap-5">
      {visitors.map(({ kind, home, open, who, house }) => (
        <div key={kind} className="grid gap-3">
          <p className="wrap-anywhere">
            You are signed in on this device as <strong className="font-semibold">{who}</strong>
            {house ? `: ${house.label}, ${house.development}` : null}.
          </p>
          <LinkButton to={home} variant="primary">
            {open}
          </LinkButton>
        </div>
      ))}
      <Form method="post" action="/sign-out" onSubmit={() => sessionStorage.clear()}>
        <Button type="submit" className="w-full">
          Sign out on this device
        </Button>
      </Form>
    </Card>
  );
}
