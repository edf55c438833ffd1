import { createHash } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { redactText } from './redact.ts';
import { UpstreamError } from './upstream.ts';

export type Mail = {
  /** The mail's own name, `kind.uuid`: the same each time it is sent, so that a second delivery is known for one. */
  id: string;
  /** Its date: of what it tells, not of the sending, so that it is the same each time. */
  at: Date;
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
};

export type Mailer = {
  readonly kind: 'smtp' | 'outbox';
  /**
   * Resolves once the mail is handed over; may be called again for the same mail. Throws UpstreamError: permanent when
   * the server refuses it for good (5xx), else to be tried again. Its message holds no address.
   */
  send(mail: Mail): Promise<void>;
};

type MailConfig = { SMTP_URL?: string; DATA_DIR: string; ROOT_DOMAIN?: string };

/** Milliseconds. */
const TIMEOUTS = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/** Characters of a mail server's answer that people are shown. */
const MAX_REASON = 300;

/**
 * Sends by SMTP_URL; without it each mail becomes a file `DATA_DIR/outbox/<time>-<id>.eml`, readable by the process's
 * user alone.
 */
export function createMailer(config: MailConfig): Mailer {
  const domain = config.ROOT_DOMAIN ?? 'openhouse.invalid';
  const from = { name: 'OpenHouse AI', address: `no-reply@${domain}` };
  const compose = ({ id, at, ...mail }: Mail) => ({ from, ...mail, date: at, messageId: `<${id}@${domain}>` });
  if (config.SMTP_URL) {
    const transport = nodemailer.createTransport({ url: config.SMTP_URL, ...TIMEOUTS });
    return {
      kind: 'smtp',
      async send(mail) {
        try {
          await transport.sendMail(compose(mail));
        } catch (cause) {
          throw smtpFailure(cause);
        }
      },
    };
  }
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const folder = join(config.DATA_DIR, 'outbox');
  return {
    kind: 'outbox',
    async send(mail) {
      const { message } = await composer.sendMail(compose(mail));
      try {
        await keep(folder, fileName(mail), message as Buffer);
      } catch (cause) {
        throw new UpstreamError(
          'The mail could not be written to the folder outbox in DATA_DIR. Check its space and rights; it is ' +
            'tried again.',
          { cause },
        );
      }
    },
  };
}

/** The same for the same mail, and in the order of the mails' dates. */
function fileName({ id, at }: Mail): string {
  return `${at.toISOString().replaceAll(':', '-')}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}.eml`;
}

/**
 * Writes a file once: a reader of the folder sees it whole, a power cut leaves it whole or not there, a second call
 * changes nothing.
 */
async function keep(folder: string, name: string, content: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  if (await exists(file)) return;
  // A former try that was killed may have left a part of it.
  const part = await open(`${file}.part`, 'w', 0o600);
  try {
    await part.writeFile(content);
    await part.sync();
  } finally {
    await part.close();
  }
  await rename(`${file}.part`, file);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * What an SMTP client's error means for whoever reads the job. Permanent: 5xx, and what the client itself will not
 * send.
 */
function smtpFailure(cause: unknown): UpstreamError {
  const { code, responseCode, response, message } = cause as {
    code?: string;
    responseCode?: number;
    response?: string;
    message?: string;
  };
  const reason = redactText((response ?? message ?? '').slice(0, MAX_REASON)).trim();
  if (code === 'EAUTH')
    return new UpstreamError(
      `The mail server did not take our name and password (${reason}). Correct SMTP_URL, then start this job again.`,
      { cause, permanent: true },
    );
  if (responseCode !== undefined && responseCode >= 500) {
    return new UpstreamError(
      `The mail server refused this mail for good: ${reason}. Mend what it names (the receiver’s address, or our ` +
        'right to send), then start this job again.',
      { cause, permanent: true },
    );
  }
  if (responseCode !== undefined)
    return new UpstreamError(`The mail server did not take this mail yet: ${reason}. It is tried again.`, { cause });
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return new UpstreamError(
      `This mail cannot be sent: ${reason}. Correct the receiver’s address, then start this job again.`,
      { cause, permanent: true },
    );
  return new UpstreamError('The mail server could not be reached. It is tried again; if this stays, check SMTP_URL.', {
    cause,
  });
}
