import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { documentKindOf, type ReadKind } from './read-own.ts';
import { readPilot } from './pilot-truth.ts';
import { truthSchema, type Truth } from './truth.ts';

/** `tuning` may be looked at while the reader is written; `report` may not. */
export const GROUPS = ['pilot', 'cases', 'tuning', 'report'] as const;
export type Group = (typeof GROUPS)[number];
export type Labelled = { group: Group; name: string; path: string; kind: ReadKind; truth: Truth };

const SET = join(import.meta.dirname, 'set');
const CASES = 'app/features/ingestion/extraction/testing/cases';

/** The files of the labelled set, each with what stands in it. The pilot's PDFs are rendered into `folder`. */
export async function readLabelled(groups: readonly Group[], folder: string): Promise<Labelled[]> {
  const all: Labelled[] = [];
  for (const group of groups) {
    if (group === 'pilot') all.push(...(await readPilotFiles(folder)));
    else if (group === 'cases') all.push(...(await readCases()));
    else all.push(...(await readHalf(group)));
  }
  return all;
}

async function readPilotFiles(folder: string): Promise<Labelled[]> {
  const files: Labelled[] = [];
  for await (const { slug, pdf, truth } of readPilot()) {
    const path = join(folder, `${slug}.pdf`);
    await writeFile(path, pdf);
    files.push({ group: 'pilot', name: slug, path, kind: 'pdf', truth });
  }
  return files;
}

/** The files of known faults; those that are refused, not read, have no truth here. */
async function readCases(): Promise<Labelled[]> {
  const truths = z.record(z.string(), truthSchema).parse(JSON.parse(await readFile(join(SET, 'cases.json'), 'utf8')));
  return Object.entries(truths).map(([name, truth]) => ({
    group: 'cases',
    name,
    path: join(CASES, name),
    kind: documentKindOf(extname(name)),
    truth,
  }));
}

async function readHalf(half: 'tuning' | 'report'): Promise<Labelled[]> {
  const folder = join(SET, half);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const stem = basename(name, '.json');
      const parsed = truthSchema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      if (!parsed.success) throw new Error(`Correct ${half}/${name}: ${z.prettifyError(parsed.error)}`);
      return { group: half, name: stem, path: join(folder, `${stem}.pdf`), kind: 'pdf' as const, truth: parsed.data };
    }),
  );
}
