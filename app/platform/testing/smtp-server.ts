import { createServer, type AddressInfo, type Socket } from 'node:net';

export type TestSmtpServer = {
  url: string;
  /** All that clients sent. */
  received(): string;
  /** Mails that were taken. */
  taken(): number;
  /** What is said to RCPT from now on; undefined: it is taken. */
  refuseWith(answer: string | undefined): void;
  close(): Promise<void>;
};

/** As much of SMTP as one client's mail needs. `answer` is what RCPT is refused with. */
export async function smtpServer(answer?: string): Promise<TestSmtpServer> {
  let received = '';
  let taken = 0;
  let refusal = answer;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    /** The mail under way, in as many pieces as it comes. */
    let data: string | undefined;
    sockets.add(socket);
    socket.write('220 test\r\n');
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (data !== undefined) {
        data = (data + text).slice(-5);
        if (data !== '\r\n.\r\n') return;
        data = undefined;
        taken += 1;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        data = '';
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write(refusal && text.startsWith('RCPT') ? `${refusal}\r\n` : '250 fine\r\n');
    });
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    taken: () => taken,
    refuseWith: (next) => void (refusal = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
