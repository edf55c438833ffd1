import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PointsReader } from './collect-points.ts';

const line = (metric: string, value: number, tags: Record<string, string>) =>
  `${JSON.stringify({ metric, type: 'Point', data: { time: '2026-11-21T10:00:00.5Z', value, tags } })}\n`;

describe('A7: reading what k6 writes', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openhouse-points-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('reads on while the file grows, a line torn in two included', async () => {
    const path = join(folder, 'points.json');
    const reader = new PointsReader(path);
    await reader.advance();
    const second = line('step_duration', 30, { step: 'chat', scenario: 'owners', outcome: 'wrong answer' });
    await writeFile(
      path,
      line('step_duration', 12.5, { step: 'chat', scenario: 'owners', outcome: 'ok' }) + second.slice(0, 40),
    );
    await reader.advance();
    expect(reader.collected.samples).toHaveLength(1);
    await appendFile(
      path,
      second.slice(40) +
        line('failures', 1, { step: 'chat', kind: 'wrong answer', status: '200', about: 'A: Wo? – Où ?' }),
    );
    await reader.close();
    expect(reader.collected.samples.map(({ ms, outcome }) => [ms, outcome])).toEqual([
      [12.5, 'ok'],
      [30, 'wrong answer'],
    ]);
    expect(reader.collected.failures[0]).toMatchObject({ kind: 'wrong answer', about: 'A: Wo? – Où ?' });
  });

  test('counts requests, refusals and dropped iterations, and leaves the warm-up out', async () => {
    const path = join(folder, 'points.json');
    await writeFile(
      path,
      [
        line('http_reqs', 1, { step: 'setup' }),
        line('http_reqs', 1, { step: 'search' }),
        line('http_req_duration', 5, { step: 'search' }),
        line('step_duration', 900, { step: 'warm-up' }),
        line('dropped_iterations', 3, {}),
        line('limited', 1, {}),
        line('compound_duration', 70, { step: 'page' }),
      ].join(''),
    );
    const reader = new PointsReader(path);
    await reader.close();
    expect(reader.collected).toMatchObject({ httpRequests: 1, droppedIterations: 3, limited: 1, samples: [] });
    expect(reader.collected.compounds).toHaveLength(1);
  });
});
