import { writeCalendar } from '#app/features/care/maintenance/write-calendar.server.ts';
import { api } from '#app/features/identity/api.server.ts';
import { openCalendar } from '#app/features/identity/calendar-scope.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';

const route = api('routes/calendar.$token', {
  /** Public by design: the token in the address is the permission, until its owner ends it (F12). */
  GET: async ({ request, params }) => {
    const scope = await openCalendar(params.token);
    if (!scope)
      throw new AppError(
        'not-found',
        'This calendar is no longer shared. Its owner can make a new link at /home/care.',
      );
    await consume('calendar', scope.houseId);
    return new Response(await writeCalendar(scope, publicOrigin(request)), {
      headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-store' },
    });
  },
});

export const loader = route.loader;
export const action = route.action;
