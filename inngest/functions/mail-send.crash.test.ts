import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smtpServer } from '#app/platform/testing/smtp-server.ts';
import type { MailCrashReport, Moment } from './testing/mail-crash-child.ts';
import { forkProcess } from './testing/fork-process.ts';

type Job = MailCrashReport['jobs'][number];
const DONE: Job[] = ['mail/send', 'mail/send', 'sign-in-link/requested'].map((event) => ({
  event,
  state: 'succeeded',
}));

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'openhouse-mail-crash-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** One life of the process; its jobs when it came to their end, its signal when it was killed. */
function life(moment: Moment, smtpUrl = ''): Promise<{ jobs?: Job[]; signal: string | null }> {
  return new Promise((resolve, reject) => {
    const { child, errors } = forkProcess('mail-crash-child.ts', [dataDir, moment, smtpUrl], dataDir);
    let jobs: Job[] | undefined;
    child.on('message', (message: MailCrashReport) => (jobs = message.jobs));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code && !jobs) reject(new Error(`The process ended by itself (${code}): ${errors()}`));
      else resolve({ ...(jobs ? { jobs } : {}), signal });
    });
  });
}

test(
  'C7: killed after accepting, before and after each sending, a sign-in link and a question are mailed into the ' +
    'local outbox once',
  async () => {
    for (const moment of ['accepted', 'before-sending', 'after-sending', 'before-sending', 'after-sending'] as const)
      expect((await life(moment)).signal, moment).toBe('SIGKILL');
    expect((await life('never')).jobs).toEqual(DONE);
    const files = await readdir(join(dataDir, 'outbox'));
    const mails = await Promise.all(files.map((name) => readFile(join(dataDir, 'outbox', name), 'utf8')));
    expect(mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1]).sort()).toEqual([
      'A question from 1 Long Avenue, crash Park',
      'Sign in to 1 Long Avenue, crash Park',
    ]);
  },
);

test('C7: over SMTP each arrives at least once, always under its own Message-ID', async () => {
  const server = await smtpServer();
  for (const moment of ['accepted', 'after-sending', 'before-sending'] as const)
    expect((await life(moment, server.url)).signal, moment).toBe('SIGKILL');
  expect((await life('never', server.url)).jobs).toEqual(DONE);
  const ids = server.received().match(/^Message-ID:\s+<\S+>/gm) ?? [];
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(new Set(ids).size).toBe(2);
  await server.close();
});
