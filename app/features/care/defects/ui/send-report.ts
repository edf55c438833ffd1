/** What became of a report: recorded, refused with words for its fields, or not arrived (to be sent again). */
export type ReportAnswer =
  | { kind: 'recorded'; id: string }
  | { kind: 'refused'; message: string; fields: { field: string; message: string }[] }
  | { kind: 'broken'; message: string };

const BROKEN =
  'The connection broke off, so your report has not arrived. Your words and photos are kept here: send it again, and ' +
  'it is reported once.';

/** Sends a report's form to the API. Never rejects: whatever happens, the page keeps what was typed. */
export async function sendReport(form: FormData): Promise<ReportAnswer> {
  const answer = await fetch('/api/defects', { method: 'POST', body: form }).catch(() => undefined);
  if (!answer) return { kind: 'broken', message: BROKEN };
  const body = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  if (answer.status === 201 && typeof body?.defect_id === 'string') return { kind: 'recorded', id: body.defect_id };
  if (answer.status === 401)
    return {
      kind: 'broken',
      message: 'You are signed out. Sign in in another tab, come back here and send it again: nothing is lost.',
    };
  const message = typeof body?.detail === 'string' ? body.detail : BROKEN;
  const fields = Array.isArray(body?.errors) ? (body.errors as { field: string; message: string }[]) : [];
  return answer.status < 500 && body ? { kind: 'refused', message, fields } : { kind: 'broken', message };
}
