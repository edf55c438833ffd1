import { Form, useNavigation } from '@remix-run/react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { AddressField } from './address-field.tsx';
import { fieldMessage, type SignInOutcome } from './sign-in-outcome.ts';

type LinkFormProps = { outcome?: SignInOutcome; primary?: boolean; description?: string };

const FIRST_TIME = 'Get a sign-in link by e-mail. For the first time, scan the code in your home instead.';

/** Where a homeowner asks for a sign-in link by e-mail; `primary` where that is what the visitor came for. */
export function LinkForm({ outcome, primary = false, description = FIRST_TIME }: LinkFormProps) {
  const navigation = useNavigation();
  const busy = navigation.formData?.get('form') === 'link';
  const faulty = outcome && !outcome.ok && outcome.fields.length > 0;
  return (
    <Card aria-labelledby="owner">
      <CardHeader id="owner" title="Homeowner?" description={description} />
      <Form method="post" replace noValidate className="grid gap-5">
        <input type="hidden" name="form" value="link" />
        {outcome && !faulty && !busy ? (
          <Alert tone={outcome.ok ? 'positive' : 'negative'} title={outcome.ok ? 'Check your inbox' : undefined}>
            {outcome.message}
          </Alert>
        ) : null}
        <AddressField
          label="Your e-mail address"
          hint="The one that your builder holds for you."
          autoComplete="email"
          error={fieldMessage(outcome, 'email')}
        />
        <Button
          type="submit"
          variant={primary ? 'primary' : 'secondary'}
          loading={busy}
          loadingLabel="Sending your link"
        >
          Send me a link
        </Button>
      </Form>
    </Card>
  );
}
