import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMailer } from './mail.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mail = { to: 'aoife@owner.example', subject: 'Sign in to Longview Park', text: 'Fáilte: https://example.test/sign-in/link/abc' };

test('without SMTP_URL a mail lands whole in the outbox, for this user’s eyes only', async () => {
  await createMailer({ DATA_DIR: folder }).send(mail);
  await createMailer({ DATA_DIR: folder }).send(mail);
  const files = await readdir(join(folder, 'outbox'));
  expect(files).toHaveLength(2);
  const path = join(folder, 'outbox', files[0]!);
  expect(path).toMatch(/\.eml$/);
  expect((await stat(path)).mode & 0o077).toBe(0);
  const text = await readFile(path, 'utf8');
  expect(text).toContain('To: aoife@owner.example');
  expect(text).toContain('Subject: Sign in to Longview Park');
  expect(text).toContain('sign-in/link/abc');
});

test('a line break in an address or subject starts no header of its own', async () => {
  await createMailer({ DATA_DIR: folder }).send({ ...mail, subject: 'Hello\r\nBcc: spy@evil.example' });
  const [file] = await readdir(join(folder, 'outbox'));
  expect(await readFile(join(folder, 'outbox', file!), 'utf8')).not.toMatch(/^Bcc:/m);
});

test('with SMTP_URL it goes to that server; a server that refuses it makes it throw', async () => {
  let received = '';
  let refuse = false;
  const server = await smtpServer((text) => { received += text; }, () => refuse);
  const mailer = createMailer({ DATA_DIR: folder, SMTP_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` });
  await mailer.send(mail);
  expect(received).toContain('RCPT TO:<aoife@owner.example>');
  expect(received).toContain('sign-in/link/abc');
  refuse = true;
  await expect(mailer.send(mail)).rejects.toThrow('550');
  server.close();
});

/** As much of SMTP as one client's mail needs. */
async function smtpServer(onText: (text: string) => void, refuses: () => boolean): Promise<Server> {
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.setEncoding('utf8').on('data', (text: string) => {
      onText(text);
      if (inData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write(refuses() && text.startsWith('RCPT') ? '550 no such mailbox\r\n' : '250 fine\r\n');
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
