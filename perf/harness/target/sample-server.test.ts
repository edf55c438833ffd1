import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { ServerSampler } from './sample-server.ts';

let server: Server | undefined;
afterEach(() => server?.close());

function metrics(answers: number): string {
  return (
    'process_resident_memory_bytes 209715200\nprocess_resident_memory_bytes_other ' +
    '1\nnodejs_eventloop_lag_p99_seconds 0.012\nchat_first_text_seconds_bucket{le="0.1"} ' +
    `${answers}\nchat_first_text_seconds_bucket{le="+Inf"} ${answers}\nchat_first_text_seconds_count ${answers}\n`
  );
}

test('A7: reads memory, lag and the histogram between start and stop from /metrics, with the token', async () => {
  let scrapes = 0;
  let authorization: string | undefined;
  server = createServer((request, response) => {
    authorization = request.headers.authorization;
    response.end(metrics(10 * (scrapes += 1)));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const sampler = new ServerSampler({
    baseUrl: `http://127.0.0.1:${port}`,
    pid: undefined,
    metricsToken: 'secret-token',
  });
  await sampler.start();
  await sampler.stop();
  expect(authorization).toBe('Bearer secret-token');
  expect(sampler.samples).toHaveLength(2);
  expect(sampler.latest()).toMatchObject({ rss: 200, eventLoopP99: 12 });
  expect(sampler.firstText?.before.get(0.1)).toBe(10);
  expect(sampler.firstText?.after.get(Infinity)).toBe(20);
});

test('A7: a server that is not there gives no samples, and no error', async () => {
  const sampler = new ServerSampler({ baseUrl: 'http://127.0.0.1:9', pid: undefined, metricsToken: undefined });
  await sampler.start();
  await sampler.stop();
  expect(sampler.samples).toEqual([]);
});
