import { Alert } from '#app/ui/alert.tsx';

/** What the server said to a form, with what was typed; `intent`: of which form of the page. */
export type Refusal = {
  intent: string;
  message: string;
  fields: { field: string; message: string }[];
  typed: Record<string, string>;
};

/** Says above a form that nothing was saved, and why where no field does. */
export function Refused({ refusal }: { refusal: Refusal | undefined }) {
  return refusal ? (
    <Alert tone="negative" title="Nothing was saved">
      {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
    </Alert>
  ) : null;
}
