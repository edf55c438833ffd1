import { once } from 'node:events';
import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/**
 * Sends bytes as they are to the server on `port` of this machine, all of them before it reads one, and reads until the
 * connection ends. Status 0: the connection was reset before an answer could be read.
 */
export async function sendRaw(port: number, head: readonly string[], body: Buffer | string = ''): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.pause();
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1');
  await new Promise<void>((resolve) => socket.write(body, () => resolve()));
  socket.on('data', (part: Buffer) => void parts.push(part));
  socket.resume();
  await ended;
  const [top = '', ...rest] = Buffer.concat(parts).toString('latin1').split('\r\n\r\n');
  const [line = '', ...fields] = top.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(line.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}
