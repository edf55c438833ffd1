import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { v7 } from 'uuid';
import { AppError } from '#app/platform/errors.ts';
import { problemOf } from '#app/platform/http.ts';
import { awaitContinue } from './take-body.ts';

/** Bytes of a request's line and headers together. */
const MAX_HEADERS = 16 * 1024;
/** Beyond these the system's own limit on open files is near, and every connection would suffer. */
const MAX_CONNECTIONS = 5_000;
/** Milliseconds in which a client may read the refusal of what was no HTTP. */
const LAST_WORDS_MS = 2_000;

/**
 * The HTTP server around `app`. What its parser refuses, and what Node would answer with an empty body or a closed
 * connection, is answered with a short problem+json: 400, 405, 408, 417, 431.
 */
export function createHttpServer(app: RequestListener): Server {
  const answering = new WeakMap<Duplex, ServerResponse>();
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    // Express has no path for it, and so no answer of ours.
    if (!/^[/*]/.test(request.url ?? '') && !URL.canParse(request.url ?? ''))
      return refuse(request.socket, new AppError('bad-request', 'The address is malformed. Check it.'));
    answering.set(request.socket, response);
    app(request, response);
  };
  // Host is judged by the application, which explains itself.
  const server = createServer(
    { maxHeaderSize: MAX_HEADERS, requireHostHeader: false, connectionsCheckingInterval: 2_000 },
    handle,
  );
  server.requestTimeout = 300_000;
  server.headersTimeout = 20_000;
  // Longer than the minute for which proxies keep theirs: the side that sends must be the one that closes.
  server.keepAliveTimeout = 65_000;
  server.maxConnections = MAX_CONNECTIONS;
  server.on('checkContinue', (request, response) => {
    awaitContinue(request);
    handle(request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage) => {
    refuse(request.socket, new AppError('expectation-failed', 'The one expectation that is met here is 100-continue.'));
  });
  server.on('connect', (_request, socket) => {
    refuse(
      socket,
      new AppError('method-not-allowed', 'This is no proxy.', {
        headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
      }),
    );
  });
  const refused = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    const current = answering.get(socket);
    const begun = current !== undefined && current.headersSent && !current.writableFinished;
    if (begun || !socket.writable || error.code === 'ECONNRESET' || error.code === 'EPIPE')
      return void socket.destroy();
    refuse(socket, faultOf(error));
  });
  return server;
}

function faultOf({ code }: NodeJS.ErrnoException): AppError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new AppError(
      'headers-too-large',
      `The address and the headers are longer than ${MAX_HEADERS / 1024} KiB together. Delete this site's ` +
        'cookies and try again.',
    );
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new AppError(
      'request-timeout',
      'The request did not arrive in time. Check your connection and send it again.',
    );
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return new AppError('too-large', 'The chunks of the body have too long extensions.');
  return new AppError('bad-request', 'This is not HTTP as this server understands it.');
}

/** Writes a whole answer to a connection that has no response object, and ends it. */
function refuse(socket: Duplex | Socket, error: AppError): void {
  const requestId = v7();
  const body = JSON.stringify({ ...problemOf(error), request_id: requestId });
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
    Connection: 'close',
    ...error.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS);
  socket.once('close', () => clearTimeout(timer));
}
