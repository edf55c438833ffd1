import { Form, useNavigation } from '@remix-run/react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { MIN_PASSWORD } from '../team/password-length.ts';

type JoinFormProps = {
  invitation: { email: string; role: 'manager' | 'viewer'; builder: string };
  refusal: { message: string; fields: { field: string; message: string }[]; full_name: string } | undefined;
};

/** Where somebody who was invited says who they are and chooses a password (G13). */
export function JoinForm({ invitation: { email, role, builder }, refusal }: JoinFormProps) {
  const busy = useNavigation().state !== 'idle';
  const faultOf = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  return (
    <>
      <h1 className="font-serif text-4xl leading-tight font-semibold tracking-[-0.015em] wrap-anywhere">
        Join {builder}
      </h1>
      <p className="mt-4 text-lg text-ink-soft">
        As a {role}: you may look at everything{role === 'manager' ? ' and change it' : ''}.
      </p>
      <Form method="post" noValidate className="mt-8 grid gap-5">
        {refusal && refusal.fields.length === 0 ? <Alert tone="negative">{refusal.message}</Alert> : null}
        <TextField label="E-mail address" value={email} readOnly autoComplete="username" />
        <TextField
          label="Your name"
          name="full_name"
          autoComplete="name"
          maxLength={200}
          defaultValue={refusal?.full_name ?? ''}
          error={faultOf('full_name')}
          required
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          hint={`At least ${MIN_PASSWORD} characters: three or four words do well.`}
          error={faultOf('password')}
          required
        />
        <Button type="submit" variant="primary" size="large" loading={busy} loadingLabel="Signing you in">
          Join
        </Button>
      </Form>
    </>
  );
}
