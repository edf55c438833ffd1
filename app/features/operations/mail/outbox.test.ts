import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { auditLog } from '#db/schema/observability.ts';
import { platformScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createTestAdmin } from '#app/features/identity/testing.ts';
import { createMailer } from '#app/platform/mail.ts';
import { listOutbox } from './list-outbox.server.ts';
import { readOutboxMail } from './read-outbox-mail.server.ts';

let database: Database;
let dataDir: string;
let folder: string;
let admin: ReturnType<typeof platformScope>;

beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'openhouse-'));
  folder = join(dataDir, 'outbox');
  admin = platformScope({ kind: 'staff', userId: await createTestAdmin(), email: 'admin@platform.example' });
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

describe('the local outbox', () => {
  test('is empty before the first mail', async () => {
    expect(await listOutbox(admin, folder, { limit: 10 })).toEqual({ items: [], next_cursor: null });
  });

  test('B1: lists what the mailer kept, newest first, a page at a time, and nothing else of the folder', async () => {
    const mailer = createMailer({ DATA_DIR: dataDir });
    for (const [n, subject] of ['Fáilte', 'Second', 'Third'].entries())
      await mailer.send({
        id: `test.${n}`,
        at: new Date(Date.UTC(2026, 2, 1, 10, n)),
        to: 'aoife@example.com',
        subject,
        text: `Grüße aus ${subject}: https://example.com/a?b=c`,
      });
    await writeFile(join(folder, 'notes.txt'), 'not a mail');
    await mkdir(join(folder, '2026-01-01T00-00-00.000Z-00000000.eml'));

    const first = await listOutbox(admin, folder, { limit: 2 });
    const rest = await listOutbox(admin, folder, { limit: 2, cursor: first.next_cursor! });
    const all = [...first.items, ...rest.items];
    expect(new Set(all.map((mail) => mail.subject))).toEqual(new Set(['Fáilte', 'Second', 'Third']));
    expect(all.map((mail) => mail.created_at)).toEqual(
      all
        .map((mail) => mail.created_at)
        .sort()
        .reverse(),
    );
    expect(all[0]!.to).toBe('aoife@example.com');
    expect(Number.isNaN(Date.parse(all[0]!.created_at))).toBe(false);

    const mail = await readOutboxMail(admin, folder, all.find((item) => item.subject === 'Fáilte')!.id);
    expect(mail.text).toContain('Grüße aus Fáilte: https://example.com/a?b=c');
    const traces = await withScope(admin, (tx) => tx.select().from(auditLog).where(eq(auditLog.action, 'mail.read')));
    expect(traces).toMatchObject([{ details: { to: 'aoife@example.com' } }]);
  });

  test.each(['../secret.eml', '..%2Fsecret', 'notes.txt', undefined, '2026-01-01T00-00-00.000Z-00000000.eml'])(
    '%s is no mail',
    async (id) => {
      await writeFile(join(dataDir, 'secret.eml'), 'Subject: secret\n\nsecret');
      await expect(readOutboxMail(admin, folder, id)).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  test('B1: refuses a cursor that is not its own', async () => {
    await expect(
      listOutbox(admin, folder, { limit: 2, cursor: Buffer.from('["../x"]').toString('base64url') }),
    ).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
