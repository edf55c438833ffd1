import ical from 'ical-generator';
import type { HouseScope } from '#db/scope.ts';
import { viewerPath } from '#app/features/documents/pages/viewer-path.ts';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { listTasks } from './list-tasks.server.ts';

/** The house's tasks as an iCalendar file (RFC 5545): each on the day when it is due next. */
export async function writeCalendar(scope: HouseScope, origin: string): Promise<string> {
  const { house } = await describeHome(scope);
  const calendar = ical({
    name: `Maintenance of ${house.label}`,
    prodId: '//OpenHouse AI//Maintenance//EN',
    ttl: 12 * 3600,
  });
  for (const { id, subject, every, quote, document, due_on: dueOn } of await listTasks(scope))
    calendar.createEvent({
      id: `${id}-${dueOn}@openhouse`,
      start: new Date(`${dueOn}T00:00:00Z`),
      allDay: true,
      timezone: 'UTC',
      summary: subject,
      description: `${every}. ${document.title}, page ${document.page}:\n${quote}`,
      url: `${origin}${viewerPath(document.id, { page: document.page })}`,
    });
  return calendar.toString();
}
