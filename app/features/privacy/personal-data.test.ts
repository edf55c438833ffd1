import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { RETENTION_DAYS } from '#db/queries/jobs/retention.ts';
import { ERASURE } from '#db/queries/privacy/erasure.ts';

/** The rows of a Markdown table beneath a heading, by their first cell. */
function rowsBeneath(heading: string): [name: string, cells: string[]][] {
  const text = readFileSync('docs/personal-data.md', 'utf8');
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Table'))
    .map((line) => {
      const [name = '', ...cells] = line.slice(1, -1).split('|');
      return [name.trim(), cells.map((cell) => cell.trim())];
    });
}

const ofPeople = rowsBeneath('What is kept of people');
const ofNobody = rowsBeneath('What holds nothing of a person');

async function tablesOfSchema(): Promise<string[]> {
  const files = globSync('db/schema/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(resolve(file)).href) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((one) =>
    Object.values(one).flatMap((value) => (is(value, PgTable) ? getTableName(value) : [])),
  );
}

describe('E10: the inventory of personal data', () => {
  it('has every table of the schema once, and no other', async () => {
    const named = [...ofPeople, ...ofNobody].map(([name]) => name);
    expect(named.toSorted()).toEqual([...new Set(await tablesOfSchema())].toSorted());
  });

  it('says of every table how long, as retention does', () => {
    const told = Object.fromEntries(
      [...ofPeople, ...ofNobody.map(([name]) => [name, ['', '', '', 'no']] as const)].map(([name, cells]) => [
        name,
        Number(/^after (\d+) days$/.exec(cells[3] ?? '')?.[1] ?? 0),
      ]),
    );
    const kept = Object.fromEntries(Object.keys(told).map((name) => [name, RETENTION_DAYS[name] ?? 0]));
    expect(told).toEqual(kept);
  });

  it('says what erasing an owner does, as erasure does', () => {
    const told = Object.fromEntries(
      ofPeople.map(([name, cells]) => [name, cells[4]] as const).filter(([, what]) => !what?.startsWith('kept: ')),
    );
    expect(told).toEqual(ERASURE);
  });
});
