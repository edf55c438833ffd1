import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isQrCodeOf } from '#app/platform/tokens.ts';
import { qrCodesOf } from '#app/server/demo/qr-codes.ts';
import type { Database } from '../client.ts';
import { qrTokens } from '../schema/homes.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { openTestDatabase } from '../testing.ts';
import { PILOT_HOUSES } from './longview/houses.ts';
import { seedHouses } from './seed-houses.ts';
import { seedTenant } from './seed-tenant.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test(
  'K4, E5: under another secret each house gets one code that can be printed, its former one stays good, and a ' +
    'revoked one stays revoked',
  async () => {
    const [tenantId, developmentId] = [v7(), v7()];
    await seedTenant({ tenantId, developmentId, embeddingModel: 'none' });
    const seed = (secret: string) => seedHouses({ tenantId, developmentId, ...qrCodesOf(secret, tenantId) });
    const codes = () =>
      withScope(systemScope('test'), (tx) =>
        tx
          .select()
          .from(qrTokens)
          .where(and(eq(qrTokens.tenantId, tenantId), isNull(qrTokens.revokedAt))),
      );
    await seed('first secret');
    const former = await codes();
    expect(former.filter((code) => isQrCodeOf('first secret', code))).toHaveLength(PILOT_HOUSES.length);
    const [revoked] = former;
    await withScope(systemScope('test'), (tx) =>
      tx
        .update(qrTokens)
        .set({ revokedAt: new Date() })
        .where(and(eq(qrTokens.tenantId, tenantId), eq(qrTokens.id, revoked!.id))),
    );

    await seed('second secret');
    await seed('second secret');
    const after = await codes();
    const others = PILOT_HOUSES.length - 1;
    expect(after.filter((code) => isQrCodeOf('first secret', code))).toHaveLength(others);
    expect(new Set(after.filter((code) => isQrCodeOf('second secret', code)).map(({ houseId }) => houseId)).size).toBe(
      others,
    );
    expect(after).toHaveLength(2 * others);
  },
);
