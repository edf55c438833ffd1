import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A proxy that gives requests to instances in turn. One that takes no connection is passed over, as
 * proxies do; a request that was taken is never sent twice. Listens on a free port of
 * 127.0.0.1.
 */
export async function startBalancer(instances: () => readonly string[]): Promise<{ url: string; stop(): void }> {
  let turn = 0;
  const pass = (incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse, all: readonly string[]) => {
    const [target, ...others] = all;
    if (target === undefined) return void outgoing.writeHead(502).end('No instance takes a connection.');
    const { hostname, port } = new URL(target);
    const headers = { ...incoming.headers, connection: 'close' };
    const onward = forward({ hostname, port, method: incoming.method, path: incoming.url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
    });
    onward.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') pass(incoming, body, outgoing, others);
      else if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end(`The instance broke off: ${error.code ?? error.message}`);
    });
    onward.end(body);
  };
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.once('end', () => {
      const all = instances();
      const first = turn++ % all.length;
      pass(incoming, Buffer.concat(parts), outgoing, [...all.slice(first), ...all.slice(0, first)]);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The balancing proxy got no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
