import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { changeNoteEnd, endNoteNow } from '#app/features/insights/notes/change-note-end.server.ts';
import { listNotes } from '#app/features/insights/notes/list-notes.server.ts';
import { noteEndSchema, notesQuerySchema } from '#app/features/insights/notes/schema.ts';
import { NotesPage } from '#app/features/insights/notes/ui/notes-page.tsx';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.inbox.notes');

export const meta: MetaFunction = () => [{ title: 'Notes · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, notesQuerySchema);
  return { page: await listNotes(scope, query), show: query.show };
});

/** `extend` gives a note another end, or none; `end` ends it today. Both with `id` and the end that was `seen`. */
export const action = route.intents(
  {
    extend: async ({ request, scope, form }) => {
      await changeNoteEnd(scope, validate(noteEndSchema, Object.fromEntries(await form())));
      return redirect(sameList(request));
    },
    end: async ({ request, scope, form }) => {
      await endNoteNow(scope, validate(noteEndSchema, Object.fromEntries(await form())));
      return redirect(sameList(request));
    },
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, id: String(form.get('id') ?? '') } }),
);

/** The list as it was shown. */
function sameList(request: Request): string {
  const { searchParams } = new URL(request.url);
  for (const name of ['intent', '_data']) searchParams.delete(name);
  searchParams.set('done', 'changed');
  return `/developer/inbox/notes?${searchParams}`;
}

export const shouldRevalidate = readAnewAfterConflict;

export default function Notes() {
  return <NotesPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/inbox/notes', label: 'All notes' }} />;
}
