/** What /sign-in answers to a form that did not lead on: which form it was, and what to tell its writer. */
export type SignInOutcome = { form: 'staff' | 'link'; message: string } & (
  | { ok: true }
  | { ok: false; fields: { field: string; message: string }[] }
);

/** The message for one field of the form, if that field is at fault. */
export function fieldMessage(outcome: SignInOutcome | undefined, field: string): string | undefined {
  return outcome && !outcome.ok ? outcome.fields.find((fault) => fault.field === field)?.message : undefined;
}
