import { expect, test } from '@playwright/test';
import { staff } from '../support/pilot.ts';
import { sendRaw, type RawAnswer } from '../support/raw-http.ts';

/*
 * What strangers send that no client of ours does, as bytes, to the production build: the exact answer of each, and
 * never a 5xx.
 */

const HTML = 'Accept: text/html';
const portOf = (baseURL: string | undefined) => Number(new URL(baseURL ?? '').port);
const ask = (port: number, line: string, ...headers: string[]) =>
  sendRaw(port, [`${line} HTTP/1.1`, `Host: localhost:${port}`, 'Connection: close', ...headers]);

/** What each answer owes (D2, E8): a reference, no cache, and for programs a problem that says the same status. */
function expectWhole(answer: RawAnswer, line: string): void {
  expect(answer.headers['cache-control'], line).toContain('no-store');
  expect(answer.headers['x-request-id'], line).toMatch(/^[A-Za-z0-9._-]{8,128}$/);
  if (answer.headers['content-type'] === 'application/problem+json' && answer.body !== '')
    expect(JSON.parse(answer.body), line).toMatchObject({ status: answer.status, title: expect.any(String) });
}

const TARGETS: [string, number][] = [
  ['http://evil.example/sign-in', 400],
  ['ftp://localhost/', 400],
  ['http://', 400],
  ['sign-in', 400],
  ['*', 400],
  ['//evil', 404],
  ['///', 404],
  ['/\\evil', 400],
  ['/%', 400],
  ['/%0', 400],
  ['/%00', 400],
  ['/%ff', 400],
  ['/%c0%af', 400],
  ['/..%2f', 404],
  ['/../sign-in', 400],
  ['/./sign-in', 400],
  ['/%2e%2e/sign-in', 400],
  ['/a#b', 400],
  [`/?${'x'.repeat(5_000)}`, 200],
  [`/${'x'.repeat(9_000)}`, 414],
  [`/${'x'.repeat(17_000)}`, 431],
  ['/?_data=routes/whatever', 400],
  ['/sign-in?_data=routes/sign-in', 400],
  ['/sign-in?%5Fd%61ta=root', 400],
  ['/api/session?_data=routes/api.session', 400],
  ['/sign-in.data', 200],
  ['/sign-in.data?_routes=routes/whatever', 200],
  ['/sign-in.data?_routes=', 200],
  ['/home.data', 202],
  ['/_root.data', 200],
  ['/.data', 200],
  ['/.data.data', 404],
  ['/nowhere.data', 404],
  ['/api/session.data', 404],
  ['/api/search.data?q=x', 404],
  ['/api/nope.data', 404],
  ['/healthz.data', 404],
  ['/metrics.data', 404],
  ['/files/x.data', 404],
  ['/documents/x/download.data', 404],
  ['/onboarding/x.data', 404],
  ['/sign-in/link/x.data', 410],
  ['/__manifest', 404],
  ['/__manifest?p=%&version=', 404],
  ['/assets/nope.js', 404],
  ['/assets/%2e%2e%2fserver%2findex.js', 404],
  ['/x.php', 404],
  ['/.env', 404],
  ['/.git/config', 404],
  ['/api', 404],
  ['/api/nope', 404],
  ['/API/SESSION', 405],
  ['/api/search', 401],
  ['/api/search?q=%00', 401],
  ['/onboarding?uid=%00', 404],
  ['/onboarding/%E0%A4%A', 400],
  ['/api/public/developments/%00', 400],
  ['/api/public/developments/x', 404],
  ['/files/x', 403],
  ['/home', 302],
  ['/admin?cursor=%00', 302],
  ['/sign-in?next=%00', 200],
  ['/sign-in?next=//evil', 200],
  ['/nowhere?index', 404],
  ['/?index', 200],
];

test('addresses', { tag: ['@E8', '@D2'] }, async ({ baseURL }) => {
  const port = portOf(baseURL);
  for (const [target, status] of TARGETS) {
    for (const method of ['GET', 'HEAD']) {
      for (const accept of [HTML, 'Accept: */*']) {
        const line = `${method} ${target.slice(0, 60)}`;
        const answer = await ask(port, `${method} ${target}`, accept);
        expect(answer.status, line).toBe(status);
        expectWhole(answer, line);
        if (method === 'HEAD' && status !== 431 && !['http://', 'sign-in'].includes(target))
          expect(answer.body, line).toBe('');
        if (target.startsWith('/api/') && status >= 400)
          expect(answer.headers['content-type'], line).toBe('application/problem+json');
      }
    }
  }
});

test('methods', { tag: ['@E8', '@D2'] }, async ({ baseURL }) => {
  const port = portOf(baseURL);
  const allowed: Record<string, string> = {
    '/': 'GET, HEAD',
    '/sign-in': 'GET, HEAD, POST',
    '/home': 'GET, HEAD, POST',
    '/api/session': 'POST, DELETE',
    '/api/search': 'GET, HEAD',
    '/api/chat': 'POST',
    '/healthz': 'GET, HEAD',
    '/sign-out': 'GET, HEAD, POST',
    '/sign-in.data': 'GET, HEAD, POST',
  };
  for (const [path, allow] of Object.entries(allowed)) {
    for (const method of ['TRACE', 'PROPFIND', 'PURGE', 'PUT', 'PATCH', 'M-SEARCH']) {
      const answer = await ask(port, `${method} ${path}`);
      expect([answer.status, answer.headers['allow'], answer.headers['content-type']], `${method} ${path}`).toEqual([
        405,
        allow,
        'application/problem+json',
      ]);
      expectWhole(answer, `${method} ${path}`);
    }
    const options = await ask(port, `OPTIONS ${path}`);
    expect([options.status, options.headers['allow']], `OPTIONS ${path}`).toEqual([204, `${allow}, OPTIONS`]);
    for (const method of ['get', 'Foo', 'G\u00e9T', 'BREW'])
      expect((await ask(port, `${method} ${path}`)).status, `${method} ${path}`).toBe(400);
  }
  expect((await ask(port, 'CONNECT evil.example:443')).status).toBe(405);
  expect((await ask(port, 'OPTIONS *')).status).toBe(204);
  for (const method of ['POST', 'PUT', 'DELETE'])
    for (const path of ['/nowhere', '/api/nowhere', '/assets/x', '/x?index'])
      expect((await ask(port, `${method} ${path}`)).status, `${method} ${path}`).toBe(404);
});

test('hosts and forwarded headers', { tag: ['@E8'] }, async ({ baseURL }) => {
  const port = portOf(baseURL);
  const hosts: [string[], number][] = [
    [[], 400],
    [['Host: '], 400],
    [['Host: a b'], 400],
    [['Host: a', 'Host: b'], 400],
    [['Host: a', 'host: a'], 400],
    [['Host: x/y'], 400],
    [['Host: me@x'], 400],
    [['Host: x:99999'], 400],
    [['Host: [::zz]'], 400],
    [['Host: 1.2.3.400'], 400],
    [[`Host: ${'a'.repeat(300)}`], 400],
    [['Host: \u00ff'], 400],
    [['Host: ..'], 400],
    [['Host: a..b'], 400],
    [['Host: .a'], 400],
    [['Host: -'], 400],
    [['Host: -a'], 400],
    [['Host: a-.b'], 400],
    [['Host: .'], 400],
    [['Host: a.b..'], 400],
    [[`Host: ${'a'.repeat(64)}.example`], 400],
    [['Host: evil.example.'], 200],
    [['Host: evil.example'], 200],
    [['Host: [::1]:99'], 200],
  ];
  for (const [lines, status] of hosts) {
    const answer = await sendRaw(port, ['GET /sign-in HTTP/1.1', ...lines, 'Connection: close']);
    expect(answer.status, lines.join()).toBe(status);
    expectWhole(answer, lines.join());
  }
  const claims = [
    'X-Forwarded-Host: a b',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: garbage',
    'X-Forwarded-Proto: https',
    'X-Forwarded-For: 1.2.3.4',
    'X-Forwarded-Port: x',
    'Forwarded: host=evil.example;proto=x',
  ];
  for (const claim of claims) {
    expect((await ask(port, 'GET /sign-in', claim)).status, claim).toBe(200);
    const posted = await ask(port, 'POST /sign-out', claim, 'Content-Length: 0');
    expect([posted.status, posted.headers['location']], claim).toEqual([302, '/sign-in']);
    expect(posted.headers['set-cookie'], claim).not.toContain('Secure');
    // Nobody but a direct caller reads the metrics, and no claim makes one.
    expect((await ask(port, 'GET /metrics', claim)).status, claim).toBe(403);
  }
  expect((await ask(port, `GET http://localhost:${port}/healthz`)).status).toBe(200);
});

test('whatever credentials a page is shown', { tag: ['@E8', '@E1'] }, async ({ baseURL, request }) => {
  const port = portOf(baseURL);
  const { email, password } = staff('developer');
  const signedIn = await request.post('/api/session', { data: { email, password } });
  const cookie = `Cookie: ${/staff_session=[^;]+/.exec(signedIn.headers()['set-cookie'] ?? '')?.[0]}`;
  for (const credentials of [
    'Basic eDp5',
    'Basic',
    'Basic ====',
    'Digest username="x"',
    'Negotiate abc',
    'Bearer',
    'Bearer garbage',
    'Bearer a.b.c',
    '',
    '\u00ff',
    'x'.repeat(8_000),
  ]) {
    const header = `Authorization: ${credentials}`;
    for (const [path, status] of [
      ['/sign-in', 200],
      ['/', 200],
      ['/home', 302],
      ['/developer', 302],
      ['/admin', 302],
      ['/welcome', 302],
      ['/nowhere', 404],
      ['/home.data', 202],
    ] as const) {
      expect((await ask(port, `GET ${path}`, HTML, header)).status, `${path} ${header.slice(0, 60)}`).toBe(status);
    }
    if (!credentials.startsWith('Bearer')) {
      expect((await ask(port, 'GET /developer', HTML, header, cookie)).status, header.slice(0, 60)).toBe(200);
      expect((await ask(port, 'GET /api/units', header, cookie)).status, header.slice(0, 60)).toBe(200);
    }
  }
  expect((await ask(port, 'GET /sign-in', `Authorization: Basic ${'x'.repeat(17_000)}`)).status).toBe(431);
  for (const odd of [
    'homeowner_token=%',
    'homeowner_token=%00',
    'staff_session=\u00ff',
    '=;;=',
    'a'.repeat(4_000),
    '__proto__=x',
    'homeowner_token=',
    'staff_device=x.y',
  ])
    expect((await ask(port, 'GET /home', `Cookie: ${odd}`)).status, odd.slice(0, 40)).toBe(302);
});

test('forms that are broken', { tag: ['@E8'] }, async ({ baseURL }) => {
  const port = portOf(baseURL);
  const multipart = 'multipart/form-data; boundary=x';
  const forms: [string | undefined, string, number][] = [
    [undefined, 'a=b', 415],
    ['', 'a=b', 415],
    ['text/plain', 'a=b', 415],
    ['application/json', '{}', 415],
    ['%%', 'a', 415],
    ['multipart/form-data', 'a', 400],
    ['multipart/form-data; boundary=', 'a', 400],
    [multipart, 'a', 400],
    [multipart, '--x\r\n', 400],
    [multipart, '--x\r\n\r\n', 400],
    [multipart, '--x\r\n\r\nb\r\n--x\r\n\r\n', 400],
    [multipart, '--x\r\nContent-Disposition: form-data\r\n\r\n', 400],
    [multipart, '--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--x--\r\n', 422],
    ['application/x-www-form-urlencoded', 'email=%00&password=x', 422],
    ['application/x-www-form-urlencoded', '%', 422],
    ['application/x-www-form-urlencoded; charset=nonsense', 'form=link&email=%ff', 422],
  ];
  for (const [type, body, status] of forms) {
    for (const path of ['/sign-in', '/sign-in.data']) {
      const answer = await sendRaw(
        port,
        [
          `POST ${path} HTTP/1.1`,
          `Host: localhost:${port}`,
          'Connection: close',
          ...(type === undefined ? [] : [`Content-Type: ${type}`]),
          `Content-Length: ${body.length}`,
        ],
        body,
      );
      expect(answer.status, `${path} ${type} ${body}`).toBe(status);
    }
  }
  for (const origin of ['null', 'https://evil.example', 'garbage', 'http://'])
    expect((await ask(port, 'POST /sign-in', `Origin: ${origin}`, 'Content-Length: 0')).status, origin).toBe(403);
  for (const origin of ['garbage', 'null', 'https://other.example'])
    expect(
      (await ask(port, 'POST /sign-out', `Origin: ${origin}`, 'Sec-Fetch-Site: same-origin', 'Content-Length: 0'))
        .status,
      origin,
    ).toBe(302);
});

test(
  'more than a body may have is refused at every door, and 300 MB of it do not move memory',
  { tag: ['@E8', '@A6'] },
  async ({ baseURL }) => {
    const port = portOf(baseURL);
    const memory = async () =>
      Number(/^process_resident_memory_bytes (\S+)$/m.exec((await ask(port, 'GET /metrics')).body)?.[1]) / 1024 / 1024;
    const whole = Buffer.alloc(300 * 1024 * 1024, 'x');
    const refuse = async (path: string, megabytes: number) => {
      const body = whole.subarray(0, megabytes * 1024 * 1024);
      const head = [
        `POST ${path} HTTP/1.1`,
        `Host: localhost:${port}`,
        'Connection: close',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
      ];
      const answer = await sendRaw(port, head, body);
      expect(answer.status, path).toBe(413);
      expectWhole(answer, path);
    };
    const others = [
      '/sign-out',
      '/welcome',
      '/api/session',
      '/api/inngest',
      '/api/nowhere',
      '/?index',
      '/?_data=root',
      '/developer/documents?index',
    ];
    for (const path of others) await refuse(path, 8);
    // A page, its data, the API, uploads, and what is nowhere: each is a way in of its own, which the others share.
    const waysIn = ['/sign-in', '/sign-in.data', '/api/chat', '/api/documents', '/nowhere'];
    const round = async () => {
      for (const path of waysIn) await refuse(path, 300);
      return memory();
    };
    // The first round brings the process to its working size; what each body leaves behind shows in the second.
    const settled = await round();
    expect(((await round()) - settled) / waysIn.length, 'MB left behind by a body of 300 MB').toBeLessThan(6);
  },
);
