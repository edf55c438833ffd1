import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action } from '#app/routes/api.session.ts';
import type { Database } from '#db/client.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createAdmin } from './create-admin.server.ts';

const scope = systemScope('create-admin');
const ADMIN = { email: 'first@platform.example', full_name: 'Niamh Ní Bhriain', password: 'four words do well' };

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function signIn(password: string) {
  const request = new Request('http://localhost/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'http://localhost' },
    body: JSON.stringify({ email: ADMIN.email, password }),
  });
  return action({ request, params: {}, context: {} } as Parameters<typeof action>[0]);
}

describe('E1: the first of the platform’s staff', () => {
  test('is made by whoever runs the deployment, signs in, and is written down', async () => {
    const { id } = await createAdmin(scope, ADMIN);
    const response = (await signIn(ADMIN.password)) as Response;
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ role: 'admin' });
    const written = await withScope(scope, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.subjectId, id)).limit(2),
    );
    expect(written).toMatchObject([{ action: 'staff.admin-created', tenantId: null }]);
  });

  test('is not made twice, whatever the case of the address', async () => {
    await expect(createAdmin(scope, { ...ADMIN, email: 'First@Platform.example' })).rejects.toMatchObject({
      status: 409,
    });
  });

  test.each([
    ['email', { email: 'nobody' }],
    ['full_name', { full_name: ' ' }],
    ['password', { password: 'short' }],
  ])('is refused with a faulty %s', async (field, fault) => {
    await expect(createAdmin(scope, { ...ADMIN, email: 'second@platform.example', ...fault })).rejects.toMatchObject({
      status: 422,
      fields: [{ field }],
    });
  });
});
