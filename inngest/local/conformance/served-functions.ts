import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/remix';

/** Serves functions over HTTP on this machine and registers them with the server that `client` names. */
export async function serveFunctions(
  client: Inngest.Any,
  functions: InngestFunction.Any[],
): Promise<{ close(): Promise<void> }> {
  const served: { handler?: ReturnType<typeof serve> } = {};
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const response = (await served.handler?.({ request: await asRequest(incoming) })) as Response;
      outgoing
        .writeHead(response.status, Object.fromEntries(response.headers))
        .end(Buffer.from(await response.arrayBuffer()));
    })().catch((error: unknown) => outgoing.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  served.handler = serve({ client, functions, serveOrigin: origin, servePath: '/api/inngest' });
  const registered = await fetch(`${origin}/api/inngest`, { method: 'PUT' });
  if (!registered.ok)
    throw new Error(`The Inngest server did not take the functions (${registered.status}): ${await registered.text()}`);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function asRequest(incoming: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = incoming.method === 'GET' || incoming.method === 'HEAD' ? undefined : Buffer.concat(parts);
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    ...(body && body.length > 0 ? { body } : {}),
  });
}
