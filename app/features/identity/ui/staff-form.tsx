import { Form, useNavigation } from '@remix-run/react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { AddressField } from './address-field.tsx';
import { fieldMessage, type SignInOutcome } from './sign-in-outcome.ts';

/** Sign-in of a builder's or the platform's staff. */
export function StaffForm({ outcome, primary = true }: { outcome?: SignInOutcome; primary?: boolean }) {
  const navigation = useNavigation();
  const busy = navigation.formData?.get('form') === 'staff';
  const faulty = outcome && !outcome.ok && outcome.fields.length > 0;
  return (
    <Card aria-labelledby="staff">
      <CardHeader id="staff" title="Staff" description="For builders and the OpenHouse team." />
      <Form method="post" replace noValidate className="grid gap-5">
        <input type="hidden" name="form" value="staff" />
        {outcome && !outcome.ok && !faulty && !busy ? <Alert tone="negative">{outcome.message}</Alert> : null}
        <AddressField label="E-mail address" autoComplete="username" error={fieldMessage(outcome, 'email')} />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          error={fieldMessage(outcome, 'password')}
        />
        <Button type="submit" variant={primary ? 'primary' : 'secondary'} loading={busy} loadingLabel="Signing you in">
          Sign in
        </Button>
      </Form>
    </Card>
  );
}
