import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';

/** Erases the owner, once they have typed that they mean it. */
export function EraseForm({ error, houseLabel }: { error?: string; houseLabel: string }) {
  const busy = useNavigation().formAction?.endsWith('intent=erase') ?? false;
  return (
    <Card aria-labelledby="erase">
      <CardHeader id="erase" title="Erase what is held about me" />
      <p>
        Your name, your chats with all answers, ratings, what you passed on, your devices and logbooks are deleted for
        good. You are signed out everywhere, and {houseLabel} opens again only when your builder makes a new code. Your
        builder’s own records of the sale are not touched.
      </p>
      <p className="mt-3">Nothing of it can be brought back. Make your logbook first if you want to keep anything.</p>
      <Form
        method="post"
        action="/home/privacy?intent=erase"
        noValidate
        className="mt-5 grid max-w-sm gap-4"
        onSubmit={() => sessionStorage.clear()}
      >
        <TextField
          label="Type the word erase"
          name="confirmation"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={error}
          required
        />
        <Button type="submit" variant="danger" loading={busy} loadingLabel="Erasing">
          Erase everything about me
        </Button>
      </Form>
    </Card>
  );
}
