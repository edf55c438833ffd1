import { Form, useNavigation } from '@remix-run/react';
import { Send } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { MAX_WORDS } from '../limits.ts';

/** Words to the other side; what was refused stays. */
export function MessageForm({ to, typed, error }: { to: string; typed: string; error: string | undefined }) {
  const sending = useNavigation().formAction?.endsWith('intent=message');
  return (
    <Form method="post" action="?intent=message" noValidate className="mt-5 grid gap-3">
      <TextArea
        name="text"
        label={`Write to ${to}`}
        defaultValue={typed}
        maxLength={MAX_WORDS}
        required
        error={error ?? null}
      />
      <div>
        <Button type="submit" icon={Send} loading={sending}>
          Send
        </Button>
      </div>
    </Form>
  );
}
