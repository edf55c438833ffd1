import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';

export type Mail = { to: string; subject: string; text: string; html?: string };

export type Mailer = {
  readonly kind: 'smtp' | 'outbox';
  /** Resolves once the mail is handed over. Throws when the server refuses it or cannot be reached within 20 s. */
  send(mail: Mail): Promise<void>;
};

type MailConfig = { SMTP_URL?: string; DATA_DIR: string; ROOT_DOMAIN?: string };

/** Sends by SMTP_URL; without it each mail becomes a file `DATA_DIR/outbox/<time>-<id>.eml`, readable by the process's user alone. */
export function createMailer(config: MailConfig): Mailer {
  const from = { name: 'OpenHouse AI', address: `no-reply@${config.ROOT_DOMAIN ?? 'openhouse.invalid'}` };
  if (config.SMTP_URL) {
    const transport = nodemailer.createTransport({ url: config.SMTP_URL, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 });
    return { kind: 'smtp', async send(mail) { await transport.sendMail({ from, ...mail }); } };
  }
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const folder = join(config.DATA_DIR, 'outbox');
  return {
    kind: 'outbox',
    async send(mail) {
      const { message } = await composer.sendMail({ from, ...mail });
      const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // A reader of the folder never sees half a mail.
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
  };
}
