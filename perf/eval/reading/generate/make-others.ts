import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { truthSchema } from '../truth.ts';
import { HTML_DOCUMENTS, toHtml } from './documents-html.ts';
import { LATEX_DOCUMENTS, OFFICE_DOCUMENTS, toLatex } from './documents-other.ts';
import { TYPST_DOCUMENTS, toTypst } from './documents-typst.ts';
import type { Markup } from './markup.ts';

/*
 * `node perf/eval/reading/generate/make-others.ts PROGRAM…`: writes the pages that other programs make into both
 * halves of the labelled set: chromium, weasyprint, typst, pdflatex, soffice. Each must be on the PATH; Chromium is the
 * one that the end-to-end tests use.
 */
const run = promisify(execFile);
const SET = join(import.meta.dirname, '..', 'set');

type Program = {
  documents: [Markup, Markup][];
  source(markup: Markup): string;
  ending: string;
  print(source: string, pdf: string, folder: string): Promise<unknown>;
};

const PROGRAMS: Record<string, Program> = {
  chromium: { documents: HTML_DOCUMENTS, source: toHtml, ending: 'html', print: printWithChromium },
  weasyprint: {
    documents: HTML_DOCUMENTS.filter(([{ name }]) => ['columns', 'rowspan', 'tight', 'lists', 'raised'].includes(name)),
    source: toHtml,
    ending: 'html',
    print: (source, pdf) => run('weasyprint', [source, pdf]),
  },
  typst: {
    documents: TYPST_DOCUMENTS,
    source: toTypst,
    ending: 'typ',
    print: (source, pdf) =>
      run('python3', ['-c', 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])', source, pdf]),
  },
  pdflatex: {
    documents: LATEX_DOCUMENTS,
    source: toLatex,
    ending: 'tex',
    print: async (source, pdf, folder) => {
      await run('pdflatex', ['-interaction=batchmode', `-output-directory=${folder}`, source]);
      await rename(source.replace(/\.tex$/u, '.pdf'), pdf);
    },
  },
  soffice: {
    documents: OFFICE_DOCUMENTS,
    source: toHtml,
    ending: 'html',
    print: async (source, pdf, folder) => {
      const filter = ['--infilter=HTML (StarWriter)', '--convert-to', 'pdf:writer_pdf_Export'];
      await run('soffice', ['--headless', ...filter, '--outdir', folder, source]);
      await rename(source.replace(/\.html$/u, '.pdf'), pdf);
    },
  },
};

async function printWithChromium(source: string, pdf: string): Promise<void> {
  const { chromium } = await import('playwright');
  const { default: bundled } = await import('@sparticuz/chromium');
  const args = ['--no-sandbox', '--headless=shell'];
  const browser = await chromium.launch({ executablePath: await bundled.executablePath(), args });
  try {
    const page = await browser.newPage();
    await page.goto(`file://${source}`);
    await page.pdf({ path: pdf, format: 'A4', margin: { top: '20mm', bottom: '20mm', left: '20mm', right: '20mm' } });
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'reading-set-'));
let files = 0;
for (const name of process.argv.slice(2)) {
  const program = PROGRAMS[name];
  if (!program) throw new Error(`Name one of ${Object.keys(PROGRAMS).join(', ')}, not ${name}.`);
  for (const pair of program.documents)
    for (const [variant, markup] of pair.entries()) {
      const half = join(SET, variant ? 'report' : 'tuning');
      await mkdir(half, { recursive: true });
      const stem = `${name}-${markup.name}`;
      const source = join(folder, `${stem}.${program.ending}`);
      await writeFile(source, program.source(markup));
      await program.print(source, join(half, `${stem}.pdf`), folder);
      const { kinds, pages, overleaf } = markup;
      const truth = truthSchema.parse({ kinds, producer: name, pages, ...(overleaf ? { overleaf } : {}) });
      await writeFile(join(half, `${stem}.json`), `${JSON.stringify(truth, null, 1)}\n`);
      files += 1;
    }
}
await rm(folder, { recursive: true });
process.stdout.write(`${files} files\n`);
