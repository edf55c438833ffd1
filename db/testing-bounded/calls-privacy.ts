import { v7 } from 'uuid';
import { hash, house, own, platform, tenant, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';
import type * as logbooks from '../queries/privacy/logbooks.ts';
import type * as ownData from '../queries/privacy/own-data.ts';
import type * as erasure from '../queries/privacy/erasure.ts';

export const logbooksCalls = (q: typeof logbooks): CallsOf<typeof logbooks> => ({
  insertLogbook: [{ scope: house, silent: true, run: (tx) => q.insertLogbook(tx, house, v7()) }],
  listLogbooks: [{ scope: house, run: (tx) => q.listLogbooks(tx, house) }],
  findLogbookToMake: [{ scope: tenant, run: (tx) => q.findLogbookToMake(tx, tenant, idOf('log', 1)) }],
  finishLogbook: [
    { scope: tenant, run: (tx) => q.finishLogbook(tx, tenant, idOf('log', 1), { sha256: hash, sizeBytes: 1 }) },
  ],
  listOldLogbooks: [{ scope: platform, silent: true, run: (tx) => q.listOldLogbooks(tx, platform) }],
  deleteLogbook: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.deleteLogbook(tx, platform, { tenantId: own.tenantId, id: idOf('log', 1) }),
    },
  ],
});

export const erasureCalls = (q: typeof erasure): CallsOf<typeof erasure> => ({
  lockPerson: [{ scope: platform, run: (tx) => q.lockPerson(tx, platform, own) }],
  listStoredOf: [{ scope: platform, run: (tx) => q.listStoredOf(tx, platform, own) }],
  deletePerson: [
    {
      scope: platform,
      silent: true,
      reach: 'owner',
      run: (tx) => q.deletePerson(tx, platform, own),
    },
  ],
  unnameActivity: [
    {
      scope: platform,
      silent: true,
      boundedBy: 'its key',
      run: (tx) => q.unnameActivity(tx, platform, { ...own, email: 'x@x.example' }),
    },
  ],
});

export const ownDataCalls = (q: typeof ownData): CallsOf<typeof ownData> => ({
  countOwnData: [{ scope: house, reach: 'owner', run: (tx) => q.countOwnData(tx, house) }],
});
