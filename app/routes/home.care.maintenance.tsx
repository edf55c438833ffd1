import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  calendarPath,
  endCalendarLink,
  renewCalendarLink,
} from '#app/features/care/maintenance/calendar-link.server.ts';
import { tickSchema, untickSchema } from '#app/features/care/maintenance/schema.ts';
import { listTasks } from '#app/features/care/maintenance/list-tasks.server.ts';
import { tickTask, untickTask } from '#app/features/care/maintenance/tick-task.server.ts';
import { MaintenancePage } from '#app/features/care/maintenance/ui/maintenance-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { impersonatorOf, withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.care.maintenance');

export const meta: MetaFunction = () => [
  { title: 'Maintenance · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  // The address opens the calendar for good: it is not for whoever acts as the owner for a while.
  const isOwner = impersonatorOf(scope.actor) === undefined;
  const read = async () => ({
    path: isOwner ? await calendarPath(scope) : null,
    tasks: await listTasks(scope),
  });
  const { path, tasks } = await withScope(scope, read, { readOnly: true });
  return { tasks, today: isoDay(new Date()), calendar: path && `${publicOrigin(request)}${path}` };
});

/** `tick` and `untick` a task; `share` makes a calendar link in the place of the former one, `unshare` ends it. */
export const action = route.intents(
  {
    tick: async ({ scope, form }) => {
      await tickTask(scope, validate(tickSchema, Object.fromEntries(await form())));
      return redirect('/home/care/maintenance?done=ticked');
    },
    untick: async ({ scope, form }) => {
      await untickTask(scope, validate(untickSchema, Object.fromEntries(await form())));
      return redirect('/home/care/maintenance');
    },
    share: async ({ scope }) => {
      await renewCalendarLink(scope);
      return redirect('/home/care/maintenance');
    },
    unshare: async ({ scope }) => {
      await endCalendarLink(scope);
      return redirect('/home/care/maintenance');
    },
  },
  ({ message }) => ({ refusal: message }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Maintenance() {
  return <MaintenancePage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
