import type { Request, Response } from 'express';
import onHeaders from 'on-headers';

/** What is read, and thrown away, of a body after its answer. */
type Bounds = { bytes: number; ms: number; idleMs: number };

const BOUNDS: Bounds = { bytes: 512 * 1024 * 1024, ms: 60_000, idleMs: 5_000 };

export const hasBody = ({ headers }: Pick<Request, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Lets a client read an answer that comes before its body is through: the answer goes out at once and says that the
 * connection ends, the rest of the body is read and dropped, within bounds, and only then is the connection closed. A
 * connection closed over unread bytes is reset, and many clients (those that send all before they read above all) then
 * never see the answer.
 */
export function lingerWhenAnsweredEarly(request: Request, response: Response, bounds: Bounds = BOUNDS): void {
  if (!hasBody(request)) return;
  onHeaders(response, () => {
    if (request.complete) return;
    response.setHeader('Connection', 'close');
    const { socket } = request;
    // Node calls this when the last answer of a connection has gone out.
    socket.destroySoon = () => {
      socket.end();
      drain(request, bounds);
    };
  });
}

function drain(request: Request, bounds: Bounds): void {
  const { socket } = request;
  if (request.complete || socket.destroyed) return void socket.destroy();
  const limit = socket.bytesRead + bounds.bytes;
  const ended = performance.now() + bounds.ms;
  let seen = socket.bytesRead;
  let quiet = performance.now();
  const timer = setInterval(
    () => {
      const now = performance.now();
      if (socket.bytesRead > seen) [seen, quiet] = [socket.bytesRead, now];
      if (seen > limit || now > ended || now - quiet > bounds.idleMs) socket.destroy();
    },
    Math.min(100, bounds.idleMs),
  );
  timer.unref();
  socket.once('close', () => clearInterval(timer));
  request.once('end', () => socket.destroy());
  request.unpipe();
  request.resume();
}
