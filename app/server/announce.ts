import { and, eq, isNull } from 'drizzle-orm';
import { homeowners, houses, qrTokens } from '#db/schema/homes.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import type { Pilot } from '#db/seed/seed-longview.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { deriveQrToken, isQrCodeOf } from '#app/platform/tokens.ts';

/** Prints the QR link of one house of each type, an unclaimed one where there is one, and the demo sign-ins, each on a line of its own (K4). */
export async function announce(url: string, pilot: Pilot): Promise<void> {
  const scope = jobScope('start', pilot.tenantId);
  const secret = resolveSessionSecret(env);
  const codes = await withScope(scope, (tx) =>
    tx
      .select({ houseType: houses.houseType, label: houses.label, owner: homeowners.fullName, claimedAt: homeowners.claimedAt, code: qrTokens })
      .from(houses)
      .innerJoin(homeowners, and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)))
      .innerJoin(qrTokens, and(eq(qrTokens.tenantId, houses.tenantId), eq(qrTokens.houseId, houses.id), isNull(qrTokens.revokedAt)))
      .where(and(eq(houses.tenantId, pilot.tenantId), eq(houses.developmentId, pilot.developmentId)))
      .orderBy(houses.houseType, houses.label)
      .limit(200),
  );
  const rows = codes.filter(({ code }) => isQrCodeOf(secret, code));
  const types = [...new Set(rows.map((row) => row.houseType))];
  const shown = types.flatMap((type) => rows.find((row) => row.houseType === type && !row.claimedAt) ?? rows.find((row) => row.houseType === type) ?? []);
  const lines = [
    '',
    `OpenHouse AI is ready at ${url}`,
    '',
    'Scan, or open, the QR link of a house:',
    ...shown.flatMap((house) => [`  type ${house.houseType}, ${house.label}, ${house.owner}${house.claimedAt ? ' (claimed already)' : ''}:`, `${url}/onboarding?uid=${deriveQrToken(secret, pilot.tenantId, house.code.id)}`]),
    '',
    `Demo sign-ins at ${url}/sign-in:`,
    ...pilot.signIns.filter(({ role }) => role !== 'viewer').map((signIn) => `${signIn.role}: ${signIn.email} ${signIn.password}`),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
