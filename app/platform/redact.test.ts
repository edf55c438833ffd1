import { describe, expect, test } from 'vitest';
import { growsWithLength } from './testing/grows-with-length.ts';
import { redact, redactFields, redactText } from './redact.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJob3VzZSJ9.c2lnbmF0dXJlLXBhcnQ';
const QR = 'Zk3vTq9-wLr_8yXbN2mPfA';

describe('D1: secrets inside texts', () => {
  test.each([
    [`Authorization: Bearer ${JWT}`, JWT],
    ['authorization: Basic bWFyeTpodW50ZXIy', 'bWFyeTpodW50ZXIy'],
    ['Bearer metrics-token-0123456789', 'metrics-token-0123456789'],
    ['Bearer metricstokenwithoutfigures', 'metricstokenwithoutfigures'],
    ["{ authorization: 'Bearer hunter' }", 'hunter'],
    [`jwt ${JWT} was refused`, 'c2lnbmF0dXJl'],
    ['postgres://openhouse:hunter2@db.internal:5432/openhouse', 'hunter2'],
    ['DATABASE_URL=postgresql://u:p@ss/w@rd@db/x', 'ss/w@rd'],
    ['https://mary:hunter2@example.ie/x', 'hunter2'],
    [`GET /onboarding?uid=${QR}&next=1`, QR],
    [`GET /onboarding/${QR} 302`, QR],
    [`/sign-in?next=%2Fonboarding%3Fuid%3D${QR}`, QR],
    [`/sign-in?next=%2Fonboarding%2F${QR}`, QR],
    [`/files/${JWT}`, 'eyJ'],
    ['/sign-in/link/abcdef0123456789', 'abcdef0123456789'],
    ['{"password":"two words","x":1}', 'two words'],
    ["{ secret: 'it is quiet' }", 'quiet'],
    ['password=hunter2; x', 'hunter2'],
    ['SESSION_SECRET=abcdefghijklmnop', 'abcdefghijklmnop'],
    ['OPENAI_API_KEY: sk-proj-0123456789abcdef', '0123456789abcdef'],
    ['Incorrect API key provided: sk-abcdefgh12345678.', 'abcdefgh12345678'],
    ['https://s3/x?X-Amz-Signature=0a1b2c3d4e&y=1', '0a1b2c3d4e'],
    ['Cookie: homeowner_token=abc; theme=dark', 'abc'],
    ['sent homeowner_token=abcdef to the owner', 'abcdef'],
    ['AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
    ['maps key=AIzaSyA0123456789abcdefghijklmnopqrstuv', 'SyA0123456789'],
    ['Failed query: select 1 where name = $1\nparams: Mary Murphy,\nsecond line\n    at x (y.ts:1:2)', 'Mary'],
    ['Failing row contains (1, Mary Murphy, (x)).', 'Mary'],
    ['Key (full_name)=(Mary Murphy) already exists.', 'Mary'],
  ])('%s', (text, secret) => {
    expect(redactText(text)).not.toContain(secret);
  });

  test('the stack below a failed query stays', () => {
    expect(redactText('Failed query: x\nparams: a\n    at x (y.ts:1:2)')).toContain('at x (y.ts:1:2)');
  });
});

describe('D1: personal data inside texts', () => {
  test.each([
    'mary.murphy@example.ie',
    "o'brien@example.ie",
    'máire@léinn.example',
    'mary%40example.ie',
    'a+b@c.co.uk',
  ])('e-mail %s', (address) => {
    expect(redactText(`mail to ${address}, please`)).toBe('mail to [e-mail], please');
  });

  test.each([
    '+353 21 555 0140',
    '+353215550140',
    '+353 (0)21 555 0140',
    '021 555 0140',
    '(021) 555-0140',
    '087 123 4567',
    '0871234567',
    '00353 87 123 4567',
    '+44 20 7946 0958',
  ])('phone %s', (number) => {
    expect(redactText(`call ${number} now`)).toBe('call [phone] now');
  });

  test.each([
    '0193a1b2-1234-7abc-8def-012345678901',
    '01931234-5678-7123-8456-012345678901',
    '2026-11-21T09:52:20.634Z',
    'at work (/app/server/http.ts:10:123)',
    'at node_modules/@remix-run/node/dist/x.js:1:1',
    'GET /api/documents/0193a1b2 200 in 1234567 ms',
    'react@18.3.1 and vite@7.3.8',
    '127.0.0.1:3000',
    '10.0.123.4567',
    'took 0.1234567 s',
    'prompt_tokens: none',
    'Send it as a bearer token. Basic facts follow.',
  ])('is left as it is: %s', (text) => {
    expect(redactText(text).replace('tokens: [redacted]', 'tokens: none')).toBe(text);
  });
});

describe('D1: by key, at any depth', () => {
  const SECRET_KEYS = [
    'authorization',
    'Authorization',
    'cookie',
    'Set-Cookie',
    'password',
    'newPassword',
    'password_hash',
    'token',
    'accessToken',
    'refresh_token',
    'tokenHash',
    'secret',
    'SESSION_SECRET',
    'apiKey',
    'x-api-key',
    'OPENAI_API_KEY',
    'DATABASE_URL',
    'SENTRY_DSN',
    'INNGEST_SIGNING_KEY',
    'credentials',
    'uid',
    'params',
  ];
  const PERSONAL_KEYS = [
    'email',
    'contact_email',
    'phone',
    'phoneNumber',
    'full_name',
    'fullName',
    'firstName',
    'surname',
    'purchaserName',
    'purchaser',
    'content',
    'question',
    'answer',
    'quote',
    'comment',
    'eircode',
  ];
  test.each([...SECRET_KEYS, ...PERSONAL_KEYS])('%s', (key) => {
    for (const value of ['Seán Ó Brien', ['Seán Ó Brien'], { a: 'Seán Ó Brien' }]) {
      for (const wrap of [
        (inner: object) => inner,
        (inner: object) => ({ a: [{ b: { c: inner } }] }),
        (inner: object) => new Map([['x', inner]]),
        (inner: object) => Object.assign(new Error('x'), { inner }),
        (inner: object) => new Error('x', { cause: inner }),
      ]) {
        expect(JSON.stringify(redact(wrap({ [key]: value })))).not.toContain('Seán');
      }
    }
  });

  test('figures and presence are told', () => {
    const figures = {
      prompt_tokens: 12,
      completionTokens: 3,
      max_tokens: 800,
      tokens: 7,
      cookie: null,
      password: false,
      duration_ms: 3,
      status: 200,
    };
    expect(redact(figures)).toEqual(figures);
  });

  test('a nested message is what somebody said; a line’s or an error’s own message is not', () => {
    expect(
      redactFields({
        message: 'request failed',
        body: { message: 'Where is my fuse box?' },
        input: { message: 'and the stopcock?' },
      }),
    ).toEqual({ message: 'request failed', body: '[redacted]', input: { message: '[redacted]' } });
    expect(redact({ code: '42P01', message: 'relation is missing' })).toEqual({
      code: '42P01',
      message: 'relation is missing',
    });
  });

  test('headers and search parameters', () => {
    const text = JSON.stringify(
      redact({
        headers: new Headers({ Cookie: 'a=b', Accept: 'x/y' }),
        query: new URLSearchParams({ uid: QR }),
        url: new URL(`http://h/onboarding?uid=${QR}`),
      }),
    );
    expect(text).not.toContain(QR);
    expect(text).not.toContain('a=b');
    expect(text).toContain('x/y');
  });
});

describe('D1: whatever it is given', () => {
  test('cycles, deep and wide things, errors in errors, getters that throw', () => {
    const cycle: Record<string, unknown> = { name: 'x' };
    cycle.self = cycle;
    expect(redact(cycle)).toEqual({ name: 'x', self: '[circular]' });
    const error: Error & { again?: unknown } = new Error('outer', {
      cause: new AggregateError([new Error('call 021 555 0140')], 'inner'),
    });
    error.again = error;
    const told = JSON.stringify(redact({ error }));
    expect(told).toContain('inner');
    expect(told).toContain('[phone]');
    expect(told).not.toContain('555 0140');
    let deep: unknown = 'bottom';
    for (let level = 0; level < 50; level += 1) deep = { deep };
    expect(JSON.stringify(redact(deep))).toContain('[too deep]');
    expect((redact(Array.from({ length: 1000 }, (_, index) => index)) as unknown[]).length).toBe(101);
    expect(
      redact({
        get broken() {
          throw new Error('no');
        },
      }),
    ).toBe('[unreadable]');
    expect(redact({ big: 12n, when: new Date(0), bytes: Buffer.from('abc'), none: undefined, work: () => 1 })).toEqual({
      big: '12',
      when: '1970-01-01T00:00:00.000Z',
      bytes: '[3 bytes]',
      none: undefined,
      work: undefined,
    });
    expect(JSON.stringify(redact(JSON.parse('{"__proto__":{"password":"hunter2"}}')))).not.toContain('hunter2');
  });

  test('the subject itself is not changed', () => {
    const subject = { password: 'hunter2', list: [{ email: 'a@b.ie' }] };
    redact(subject);
    expect(subject).toEqual({ password: 'hunter2', list: [{ email: 'a@b.ie' }] });
  });

  test.each(['a', '0', 'a@', '+1 ', '"', 'token=', 'params: ', '://', 'eyJ', '0871234567', '(', 'a.', "'", '\\'])(
    'a long run of %j takes time by its length',
    (unit) => {
      // Before it what sets every pattern to work; together no longer than what is looked at of a text.
      const start =
        '@ %40 :// eyJ authorization bearer postgres cookie session token key uid= files sk- PRIVATE KEY +1 01 ' +
        'row contains Key ( ';
      expect(growsWithLength(redactText, unit, { start, longest: 16_000 })).toBe(true);
    },
  );
});
