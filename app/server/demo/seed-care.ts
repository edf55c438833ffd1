import { listNotices } from '#app/features/care/notices/list-notices.server.ts';
import { readNoticeForm } from '#app/features/care/notices/read-notice-form.ts';
import { publishNotice } from '#app/features/care/notices/write-notice.server.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { tenantScope } from '#db/scope-makers.ts';

const MANAGER = 'developer@longview-estates.example';

/** None is mailed: the pilot's addresses are invented. */
const NOTICES = [
  {
    title: 'Six-week visits',
    audience: 'development',
    body:
      'We come to each house about six weeks after its handover and put right what rubs, drips or sticks. A letter ' +
      'with three dates reaches you in week four.\n\nWhat has been noticed until then: keep a list, with a photo each.',
  },
  {
    title: 'The road is surfaced',
    audience: 'development',
    body:
      'The last layer of asphalt is laid on Longview Avenue and Orchard Rise on the first dry Tuesday of the month. ' +
      'Please park in the bays of the green from 7:30 to 18:00.',
  },
  {
    title: 'Filters of the heat recovery unit',
    audience: 'types',
    house_types: ['C', 'D'],
    body: 'The first set of filters is in the utility press. Look at them after three months; your guide says how.',
  },
];

/** Notices of the builder, so that the pages show what they are for. Only where there are none. */
export async function seedCare({
  tenantId,
  developmentId,
}: {
  tenantId: string;
  developmentId: string;
}): Promise<void> {
  const scope = tenantScope(tenantId, { kind: 'staff', userId: pilotId('staff', MANAGER), email: MANAGER });
  if ((await listNotices(scope, { limit: 1 })).items.length > 0) return;
  for (const { house_types: types = [], ...fields } of NOTICES) {
    const form = new URLSearchParams(fields);
    for (const type of types) form.append('house_types', type);
    await publishNotice(scope, developmentId, readNoticeForm(form), '');
  }
}
