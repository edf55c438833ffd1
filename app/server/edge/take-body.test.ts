import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { ActionFunctionArgs } from '@remix-run/node';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTE_ACCESS } from '#app/features/identity/permissions.ts';
import type { AppError } from '#app/platform/errors.ts';
import { extendRequestContext, runWithRequestContext } from '#app/platform/request-context.ts';
import { createHttpApp } from './http.ts';
import { createHttpServer } from './http-server.ts';
import { lingerWhenAnsweredEarly } from './linger.ts';
import { bodyOf, TAKES_FILES, takeBody } from './take-body.ts';
import { testBuild } from '../testing.ts';

const UPLOAD = 'routes/api.documents._index';
const refused = () => new Response('not yours', { status: 401 });
const action = async ({ request }: ActionFunctionArgs) =>
  request.headers.has('X-Refuse') ? refused() : new Response(`read ${(await request.arrayBuffer()).byteLength}`);
const page = { loader: () => new Response(''), action };
const build = testBuild({
  form: { path: 'form', module: page },
  [UPLOAD]: { path: 'api/documents', module: page },
  deaf: { path: 'deaf', module: { action: () => new Response('no', { status: 403 }) } },
});

let server: Server;
beforeAll(async () => {
  server = createHttpServer(
    createHttpApp({ build, mode: 'production', isPrepared: () => true, takesJobs: () => true }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const portOf = (of: Server) => (of.address() as AddressInfo).port;
const heard = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.once('error', () => resolve(`${text} RESET`)).once('close', () => resolve(text));
  });

/** Sends all of it before it reads a byte, as many clients do. */
async function sendThenRead(head: string[], body: Buffer, of = server): Promise<string> {
  const socket = connect(portOf(of), '127.0.0.1');
  socket.pause();
  socket.write(`${head.join('\r\n')}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  await new Promise<void>((resolve, reject) => socket.write(body, (error) => (error ? reject(error) : resolve())));
  const text = heard(socket);
  socket.resume();
  return text;
}

const chunked = (body: Buffer) =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
const fill = (size: number) => Buffer.alloc(size, 'x');
const MULTIPART = 'Content-Type: multipart/form-data; boundary=x';

describe('E8: a limit at the edge', () => {
  test.each([70_000, 3_000_000, 20_000_000])(
    '%i bytes: whoever sends all before reading reads the 413, and the connection ends',
    async (size) => {
      for (const path of ['/form', '/deaf', '/nowhere', '/form?index', '/form?_data=form']) {
        for (const answer of [
          await sendThenRead([`POST ${path} HTTP/1.1`, `Content-Length: ${size}`], fill(size)),
          await sendThenRead([`POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked'], chunked(fill(size))),
        ]) {
          expect(answer).toMatch(
            /^HTTP\/1\.1 413 [\s\S]*\r\nConnection: close\r\n[\s\S]*"type":"urn:openhouse:problem:too-large"/i,
          );
          expect(answer).not.toContain('RESET');
        }
      }
    },
  );

  test('64 KiB are read, one byte more is not', async () => {
    expect(await sendThenRead(['POST /form HTTP/1.1', 'Content-Length: 65536'], fill(65_536))).toMatch(
      /^HTTP\/1\.1 200 [\s\S]*read 65536/,
    );
    expect(await sendThenRead(['POST /form HTTP/1.1', 'Transfer-Encoding: chunked'], chunked(fill(65_536)))).toMatch(
      /^HTTP\/1\.1 200 [\s\S]*read 65536/,
    );
    expect(await sendThenRead(['POST /form HTTP/1.1', 'Content-Length: 65537'], fill(65_537))).toMatch(
      /^HTTP\/1\.1 413 /,
    );
    expect(await sendThenRead(['GET /form HTTP/1.1', 'Content-Length: 65537'], fill(65_537))).toMatch(
      /^HTTP\/1\.1 413 /,
    );
  });

  test('a page says it to people', async () => {
    expect(
      await sendThenRead(['POST /form HTTP/1.1', 'Accept: text/html', 'Content-Length: 70000'], fill(70_000)),
    ).toMatch(/^HTTP\/1\.1 413 [\s\S]*text\/html[\s\S]*larger than 64 KiB/);
  });

  test('a file flows on, up to its own limit; an answer that does not wait for it is read all the same', async () => {
    expect(
      await sendThenRead(['POST /api/documents HTTP/1.1', MULTIPART, 'Content-Length: 3000000'], fill(3_000_000)),
    ).toMatch(/^HTTP\/1\.1 200 [\s\S]*read 3000000/);
    expect(
      await sendThenRead(['POST /api/documents HTTP/1.1', MULTIPART, 'Content-Length: 60000000'], fill(60_000_000)),
    ).toMatch(/^HTTP\/1\.1 413 /);
    expect(
      await sendThenRead(
        ['POST /api/documents HTTP/1.1', 'Content-Type: text/plain', 'Content-Length: 70000'],
        fill(70_000),
      ),
    ).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('every route that takes files is in the table, with a POST for those who manage documents or report', () => {
    const manage = Object.entries(ROUTE_ACCESS)
      .filter(([, row]) => 'POST' in row && ['document:manage', 'defect:report', 'unit:import'].includes(row.POST))
      .map(([id]) => id);
    expect([...TAKES_FILES].sort()).toEqual(manage.sort());
  });

  test('an upload that is refused early, within its limit, is read to its end all the same', async () => {
    const answer = await sendThenRead(
      ['POST /api/documents HTTP/1.1', MULTIPART, 'X-Refuse: 401', 'Content-Length: 20000000'],
      fill(20_000_000),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*not yours\r\n0\r\n\r\n$/);
  });

  test('fetch reads the 413 too', async () => {
    const answer = await fetch(`http://127.0.0.1:${portOf(server)}/form`, { method: 'POST', body: fill(3_000_000) });
    expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ status: 413 })]);
  });

  test.each(['gzip', 'br', 'deflate', 'gzip, identity'])('a body in %s is 415', async (encoding) => {
    expect(
      await sendThenRead(['POST /form HTTP/1.1', `Content-Encoding: ${encoding}`, 'Content-Length: 3'], fill(3)),
    ).toMatch(/^HTTP\/1\.1 415 /);
  });

  test('who asks first is not told to go on with too much, nor where nobody reads', async () => {
    const ask = (path: string, length: number, more = '') => {
      const socket = connect(portOf(server), '127.0.0.1');
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: ` +
          `100-continue\r\nContent-Length: ${length}\r\n${more}\r\n`,
      );
      socket.once('data', (part) => part.toString().startsWith('HTTP/1.1 100') && socket.write(fill(length)));
      return heard(socket);
    };
    expect(await ask('/form', 70_000)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await ask('/form', 7)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 [\s\S]*read 7/);
    expect(await ask('/api/documents', 70_000, `${MULTIPART}\r\n`)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 [\s\S]*read 70000/,
    );
  });
});

const QUICK = { idleMs: 100, wholeMs: 400, windowMs: 60_000, windowBytes: 1 };

/** The counter alone, with little patience, and what a route finds. */
async function withPace(
  work: (of: Server) => Promise<void>,
  bounds = { bytes: 1_000_000, ms: 1_000, idleMs: 200 },
  pace = QUICK,
): Promise<void> {
  const refuse: ErrorRequestHandler = (error: AppError, _request, response, _next) =>
    void response.status(error.status).end('refused');
  const app = express()
    .use((request, response, next) => {
      lingerWhenAnsweredEarly(request, response, bounds);
      runWithRequestContext({ requestId: 'r', method: 'POST', path: '/', ip: '', userAgent: '' }, () => {
        extendRequestContext({ route: request.path === '/file' ? UPLOAD : 'form' });
        next();
      });
    })
    .use(takeBody(pace))
    .use(async (request, response, next) => {
      const body = bodyOf(request);
      try {
        response.end(
          `read ${Buffer.isBuffer(body) ? body.length : (await new Response(body).arrayBuffer()).byteLength}`,
        );
      } catch (error) {
        next(error);
      }
    })
    .use(refuse);
  const own = createHttpServer(app);
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  try {
    await work(own);
  } finally {
    own.closeAllConnections();
    own.close();
  }
}

const open = (of: Server, path: string, head: string) => {
  const socket = connect(portOf(of), '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n`);
  return socket;
};

describe('E8: a client that stalls', () => {
  test.each(['/form', '/file'])('in the middle of a body for %s gets its 408 and is cut', async (path) => {
    await withPace(async (own) => {
      const socket = open(own, path, `${MULTIPART}\r\nContent-Length: 1000`);
      socket.write('abc');
      expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*refused$/);
    });
  });

  test('one that drips a small body for ever is cut as well', async () => {
    await withPace(async (own) => {
      const socket = open(own, '/form', 'Content-Length: 1000');
      const drip = setInterval(() => socket.writable && socket.write('x'), 20);
      expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /);
      clearInterval(drip);
    });
  });

  test('one that drips a file is cut long before its end', async () => {
    const pace = { idleMs: 60_000, wholeMs: 60_000, windowMs: 300, windowBytes: 1_000 };
    await withPace(
      async (own) => {
        const socket = open(own, '/file', `${MULTIPART}\r\nContent-Length: 1000000`);
        const drip = setInterval(() => socket.writable && socket.write('x'), 20);
        expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /);
        clearInterval(drip);
      },
      undefined,
      pace,
    );
  });

  test('what comes after an early answer is read within bounds of bytes, and then the connection is cut', async () => {
    await withPace(
      async (own) => {
        const socket = open(own, '/form', 'Transfer-Encoding: chunked');
        const piece = chunked(fill(65_537)).subarray(0, -5);
        let sent = 0;
        const pour = () => {
          while (socket.writable && socket.write(piece)) sent += piece.length;
          if (socket.writable) socket.once('drain', pour);
        };
        pour();
        expect(await heard(socket)).toMatch(/^HTTP\/1\.1 413 /);
        expect(sent).toBeLessThan(50_000_000);
      },
      { bytes: 1_000_000, ms: 60_000, idleMs: 60_000 },
    );
  });
});
