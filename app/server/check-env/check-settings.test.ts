import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '#app/platform/parse-env.ts';
import { checkSettings } from './check-settings.ts';
import { printFindings } from './print-findings.ts';

const of = (source: Record<string, string>, name: string) =>
  checkSettings(source).find((finding) => finding.name === name);
const GOOD = 'kT9$wq2Lx!mZ7pR4vB8nC1dF6gH3jS5a';

describe('I1: settings', () => {
  it('are all named, and an empty environment has a default for each', () => {
    const findings = checkSettings({});
    expect(findings.map(({ name }) => name)).toEqual(SETTING_NAMES);
    expect(findings.filter(({ state }) => state !== 'default')).toEqual([]);
  });

  it('that cannot work are faults, each with what to do', () => {
    expect(of({ PORT: 'abc' }, 'PORT')).toMatchObject({
      state: 'fault',
      action: expect.stringContaining('0 to 65535'),
    });
    expect(of({ NODE_ENV: 'production' }, 'SESSION_SECRET')).toMatchObject({
      state: 'fault',
      action: expect.stringContaining('openssl'),
    });
  });

  it.each([
    [{ S3_BUCKET: 'b' }, 'S3_BUCKET'],
    [{ OPENAI_CHAT_MODEL: 'm' }, 'OPENAI_CHAT_MODEL'],
    [{ OPENAI_EMBEDDING_MODEL: 'm' }, 'OPENAI_EMBEDDING_MODEL'],
    [{ NODE_ENV: 'production', SESSION_SECRET: GOOD, INNGEST_BASE_URL: 'https://jobs.example' }, 'INNGEST_SIGNING_KEY'],
  ])('that need another one say so: %j', (source, name) => {
    expect(of(source, name)).toMatchObject({ state: 'fault', action: expect.stringMatching(/Set/) });
  });

  it('of a deployment are held to more than those of a desk', () => {
    const weak = { NODE_ENV: 'production', SESSION_SECRET: 'ab'.repeat(20), PUBLIC_URL: 'http://app.example' };
    const warned = (source: Record<string, string>) =>
      checkSettings(source).flatMap(({ state, name }) => (state === 'warning' ? [name] : []));
    expect(warned(weak)).toEqual(['DATABASE_URL', 'SESSION_SECRET', 'PUBLIC_URL', 'SMTP_URL', 'METRICS_TOKEN']);
    expect(warned({ ...weak, NODE_ENV: 'development' })).toEqual([]);
    const good = {
      NODE_ENV: 'production',
      SESSION_SECRET: GOOD,
      PUBLIC_URL: 'https://app.example',
      DATABASE_URL: 'postgres://db/app',
      SMTP_URL: 'smtps://mail.example',
      METRICS_TOKEN: GOOD,
      TRUST_PROXY: '1',
    };
    expect(warned(good)).toEqual([]);
    expect(warned({ ...good, TRUST_PROXY: '' })).toEqual(['TRUST_PROXY']);
  });

  it('are printed without their secrets', () => {
    const printed = printFindings(
      checkSettings({
        SESSION_SECRET: GOOD,
        OPENAI_API_KEY: 'sk-very-secret',
        DATABASE_URL: 'postgres://owner:hunter2@db.example/app?sslpassword=hunter3',
        SENTRY_DSN: 'https://abcdef@errors.example/1',
        METRICS_TOKEN: 'a-token-of-metrics',
      }),
      undefined,
    );
    for (const secret of [GOOD, 'sk-very-secret', 'hunter2', 'hunter3', 'abcdef', 'a-token-of-metrics'])
      expect(printed).not.toContain(secret);
    expect(printed).toContain('db.example/app');
    expect(printed).toContain(`set, ${GOOD.length} characters`);
  });
});
