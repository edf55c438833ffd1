import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import { jobName } from '#app/features/jobs/job-names.ts';
import * as events from './events.ts';
import { functions } from './index.ts';

/** What is asked for by a job; a cancelled job's event ends another's work. */
const JOB_EVENTS = Object.values(events)
  .map(({ name }) => name)
  .filter((name) => name !== events.jobCancelled.name);

test('every function has its row in docs/jobs.md, and every row its function', async () => {
  const page = await readFile('docs/jobs.md', 'utf8');
  const table = page.slice(page.indexOf('| Function |'), page.indexOf('The list is `inngest/index.ts`'));
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
  expect(rows.toSorted()).toEqual(functions.map((each) => each.id()).toSorted());
});

describe('H11: the job monitor', () => {
  it('has work to name', () => expect(JOB_EVENTS).toContain('document/uploaded'));
  it.each(JOB_EVENTS)('says in words what %s asks for', (name) => expect(jobName(name)).not.toBe(name));
});
