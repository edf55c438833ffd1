import { v7 } from 'uuid';
import type { Call, CallsOf } from './call.ts';
import { platform } from './call.ts';
import { idOf } from './large-data.ts';
import type * as alerts from '../queries/operations/alerts.ts';

const middle = idOf('log', 25_000);
const by = idOf('staff', 1);
const seen = { state: 'critical' as const, value: 1, process: 'web', sinceSeconds: 30, seenSeconds: 0 };

export const alertsCalls = (q: typeof alerts): CallsOf<typeof alerts> => ({
  saveSeenAlerts: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.saveSeenAlerts(tx, platform, [
          { ...seen, id: v7(), rule: 'chat-slow' },
          { ...seen, id: v7(), rule: 'rule-1' },
        ]),
    },
  ],
  endUnseenAlerts: [
    { scope: platform, silent: true, boundedBy: 'one of each rule', run: (tx) => q.endUnseenAlerts(tx, platform, 50) },
  ],
  markAlertsTold: [
    { scope: platform, silent: true, boundedBy: 'one of each rule', run: (tx) => q.markAlertsTold(tx, platform) },
  ],
  selectFirings: [
    {},
    { before: middle },
    { rule: 'rule-1' },
    { rule: 'nowhere' },
    { state: 'standing' as const },
    { state: 'ended' as const, before: middle },
    { state: 'unacknowledged' as const },
    { rule: 'rule-1', state: 'unacknowledged' as const },
  ].map((filter): Call => ({
    scope: platform,
    silent: true,
    run: (tx) => q.selectFirings(tx, { ...filter, limit: 101 }),
  })),
  selectStandingFirings: [{ scope: platform, silent: true, run: (tx) => q.selectStandingFirings(tx) }],
  findFiring: [{ scope: platform, run: (tx) => q.findFiring(tx, idOf('log', 5)) }],
  acknowledgeFiring: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.acknowledgeFiring(tx, platform, idOf('log', 5), { by, note: 'Seen to' }),
    },
  ],
  selectSilences: [{}, { before: middle }, { rule: 'nowhere' }, { live: true }].map((filter): Call => ({
    scope: platform,
    silent: true,
    reach: 'count',
    run: (tx) => q.selectSilences(tx, { ...filter, limit: 101 }),
  })),
  findSilence: [{ scope: platform, run: (tx) => q.findSilence(tx, idOf('log', 5)) }],
  insertSilence: [
    {
      scope: platform,
      silent: true,
      reach: 'count',
      run: (tx) =>
        q.insertSilence(tx, platform, { id: v7(), rule: 'chat-slow', reason: 'At it', setBy: by, minutes: 5 }),
    },
  ],
  endSilence: [
    {
      scope: platform,
      silent: true,
      boundedBy: 'its key',
      run: (tx) => q.endSilence(tx, platform, idOf('log', 1), by),
    },
  ],
  sumRoutesByMoment: [
    {
      scope: platform,
      silent: true,
      reach: 'count',
      run: (tx) =>
        q.sumRoutesByMoment(tx, {
          span: 'minute',
          from: new Date(Date.now() - 3_600_000),
          routes: ['routes/api.chat'],
        }),
    },
  ],
});
