import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMailer } from './mail.ts';
import { smtpServer } from './testing/smtp-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mail = {
  id: 'sign-in-link.1',
  at: new Date('2026-03-01T10:20:30.123Z'),
  to: 'aoife@owner.example',
  subject: 'Sign in to Longview Park',
  text: 'Fáilte: https://example.test/sign-in/link/abc',
};

test('without SMTP_URL a mail lands whole in the outbox, for this user’s eyes only', async () => {
  await createMailer({ DATA_DIR: folder }).send(mail);
  await createMailer({ DATA_DIR: folder }).send({ ...mail, id: 'sign-in-link.2' });
  const files = await readdir(join(folder, 'outbox'));
  expect(files).toHaveLength(2);
  const path = join(folder, 'outbox', files[0]!);
  expect(files[0]).toMatch(/^2026-03-01T10-20-30\.123Z-[0-9a-f]{8}\.eml$/);
  expect((await stat(path)).mode & 0o077).toBe(0);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('To: aoife@owner.example');
  expect(text).toContain('Subject: Sign in to Longview Park');
  expect(text).toContain('sign-in/link/abc');
  expect(text).toMatch(/^Message-ID: <sign-in-link\.[12]@openhouse\.invalid>$/m);
});

test('the same mail is written to the outbox once, over what a killed try has left', async () => {
  const mailer = createMailer({ DATA_DIR: folder });
  await mailer.send(mail);
  const [file] = await readdir(join(folder, 'outbox'));
  const first = await stat(join(folder, 'outbox', file!));
  await writeFile(join(folder, 'outbox', `${file}.part`), 'half a m');
  await mailer.send(mail);
  await mailer.send({ ...mail, id: 'sign-in-link.2' });
  expect((await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.eml'))).toHaveLength(2);
  expect((await stat(join(folder, 'outbox', file!))).ino).toBe(first.ino);
  await rm(join(folder, 'outbox', file!));
  await mailer.send(mail);
  expect(await readFile(join(folder, 'outbox', file!), 'utf8')).toContain('sign-in/link/abc');
});

test('an outbox that cannot be written is tried again, and says what to look at', async () => {
  await writeFile(join(folder, 'outbox'), 'not a folder');
  await expect(createMailer({ DATA_DIR: folder }).send(mail)).rejects.toMatchObject({
    permanent: false,
    message: expect.stringMatching(/DATA_DIR/),
  });
});

test('a line break in an address or subject starts no header of its own', async () => {
  await createMailer({ DATA_DIR: folder }).send({ ...mail, subject: 'Hello\r\nBcc: spy@evil.example' });
  const [file] = await readdir(join(folder, 'outbox'));
  expect(await readFile(join(folder, 'outbox', file!), 'utf8')).not.toMatch(/^Bcc:/m);
});

test('with SMTP_URL it goes to that server, under the same Message-ID each time', async () => {
  const server = await smtpServer();
  const mailer = createMailer({ DATA_DIR: folder, SMTP_URL: server.url });
  await mailer.send({ ...mail, replyTo: 'owner@home.example' });
  await mailer.send(mail);
  expect(server.received()).toContain('RCPT TO:<aoife@owner.example>');
  expect(server.received()).toContain('Reply-To: owner@home.example');
  expect(server.received()).toContain('sign-in/link/abc');
  expect(server.received().match(/^Message-ID: .*/gm)).toEqual([
    'Message-ID: <sign-in-link.1@openhouse.invalid>',
    'Message-ID: <sign-in-link.1@openhouse.invalid>',
  ]);
  await server.close();
});

test.each([
  ['550 5.1.1 <aoife@owner.example>: no such mailbox', true],
  ['554 5.7.1 we do not relay', true],
  ['450 4.2.1 <aoife@owner.example>: greylisted', false],
  ['421 4.3.0 too busy', false],
])('a server that says “%s” is a permanent failure: %s; the reason holds no address', async (answer, permanent) => {
  const server = await smtpServer(answer);
  const failure: unknown = await createMailer({ DATA_DIR: folder, SMTP_URL: server.url })
    .send(mail)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    name: 'UpstreamError',
    permanent,
    message: expect.stringContaining(answer.slice(0, 9)),
  });
  expect(String(failure)).not.toContain('aoife');
  await server.close();
});

test('a server that is not there is tried again', async () => {
  const server = await smtpServer();
  await server.close();
  await expect(createMailer({ DATA_DIR: folder, SMTP_URL: server.url }).send(mail)).rejects.toMatchObject({
    permanent: false,
    message: expect.stringContaining('SMTP_URL'),
  });
});
