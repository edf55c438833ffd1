import { Form, useNavigation } from '@remix-run/react';
import { CircleStop } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';

/** Ends the reading of a document, or the recognition of its scans: nothing is lost by it, so it is not asked twice. */
export function StopReading() {
  const navigation = useNavigation();
  const stopping = navigation.state !== 'idle' && navigation.formAction?.endsWith('intent=stop');
  return (
    <Form method="post" action="?intent=stop" className="mt-3 grid justify-items-start gap-1.5">
      <Button type="submit" size="small" icon={CircleStop} loading={stopping} aria-describedby="stop-reading">
        Stop reading
      </Button>
      <p id="stop-reading" className="text-sm leading-snug text-ink-soft">
        Owners keep what they can read now. You can have it read again.
      </p>
    </Form>
  );
}
