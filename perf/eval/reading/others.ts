import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ReadKind } from './read-own.ts';
import type { ReadDocument, ReadPage } from './score.ts';

const run = promisify(execFile);

/** One that turns a file into pages. */
export type Reader = { name: string; read(path: string, kind: ReadKind): Promise<ReadDocument> };

const PYTHON = join(process.cwd(), 'node_modules/.cache/openhouse/reading/venv/bin/python');
const SCRIPT = join(import.meta.dirname, 'read-with-others.py');
const OUTPUT = { maxBuffer: 100_000_000 };

/**
 * The other extractors that are installed here, for these files; of one that is not, `say` tells how to get it. Those
 * in Python read all files at once, since loading them takes longer than reading a page.
 */
export async function openOthers(paths: readonly string[], say: (line: string) => void): Promise<Reader[]> {
  const readers: Reader[] = [];
  const works = (command: string, ...args: string[]) =>
    run(command, args, OUTPUT).then(
      () => true,
      () => false,
    );
  if (await works('pdftotext', '-v')) readers.push({ name: 'pdftotext -layout', read: readWithPdftotext });
  else say('pdftotext is not installed: apt-get install poppler-utils');
  for (const [module, packages] of [
    ['pdfplumber', 'pdfplumber'],
    ['pymupdf4llm', 'pymupdf pymupdf4llm'],
  ] as const) {
    if (existsSync(PYTHON) && (await works(PYTHON, '-c', `import ${module}`))) {
      const read = await readWithPython(module, paths);
      readers.push({ name: module, read: async (path) => pagesOfPython(read[path]) });
    } else {
      const venv = 'node_modules/.cache/openhouse/reading/venv';
      say(`${module} is not installed: python3 -m venv ${venv} && ${venv}/bin/pip install ${packages}`);
    }
  }
  return readers;
}

/** Its columns are runs of two or more spaces; it knows neither tables nor headings. */
async function readWithPdftotext(path: string): Promise<ReadDocument> {
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], OUTPUT);
  const pages = stdout.replace(/\f$/u, '').split('\f');
  return {
    pages: pages.map((text): ReadPage => {
      const lines = text.split('\n').map((line) => line.trimEnd());
      // An indent that all rows share is the table's own place; what exceeds it is an empty first cell.
      const rows = lines.filter((line) => / {2,}\S/u.test(line.trim()));
      const indent = Math.min(...rows.map((line) => line.search(/\S/u)));
      return { text, rows: rows.map((line) => line.slice(indent).split(/ {2,}/u)) };
    }),
  };
}

type PythonPages = { text: string; rows?: string[][] }[];

async function readWithPython(module: string, paths: readonly string[]): Promise<Record<string, PythonPages | string>> {
  const { stdout } = await run(PYTHON, [SCRIPT, module, ...paths], OUTPUT);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Record<string, PythonPages | string>;
}

function pagesOfPython(pages: PythonPages | string | undefined): ReadDocument {
  if (!Array.isArray(pages)) throw new Error(pages);
  return { pages: pages.map(({ text, rows }) => (rows ? { text, rows } : pageOfMarkdown(text))) };
}

/** A page of Markdown as pymupdf4llm writes it, without the marks. */
function pageOfMarkdown(markdown: string): ReadPage {
  const bare = (text: string) =>
    text
      .replace(/<br\s*\/?>/giu, ' ')
      .replace(/\*\*|__|~~|`|<\/?[a-z]+>/giu, '')
      .replace(/(^|[\s(])[*_](\S)/gu, '$1$2')
      .replace(/(\S)[*_](?=[\s).,;:]|$)/gu, '$1')
      .replace(/\[([^\]]*)\]\(([^)]*)\)/gu, '$1 $2')
      .replace(/\\([\\`*_{}[\]()#+.!|-])/gu, '$1');
  const lines = markdown
    .split('\n')
    .filter((line) => !/^\s*\|?[\s|:-]*-{3}[\s|:-]*$/u.test(line) && !/^\*\*==>.*<==\*\*$/u.test(line));
  const isRow = (line: string) => /^\s*\|.*\|\s*$/u.test(line);
  return {
    text: lines.map((line) => bare(line.replace(/^\s*#+\s/u, ''))).join('\n'),
    headings: lines.filter((line) => /^\s*#+\s/u.test(line)).map((line) => bare(line.replace(/^\s*#+\s/u, ''))),
    rows: lines.filter(isRow).map((line) =>
      bare(line.trim())
        .replace(/^\||\|$/gu, '')
        .split('|')
        .map((cell) => cell.trim()),
    ),
  };
}
