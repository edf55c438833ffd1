import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { findPapers } from '#app/features/handover/find-papers.ts';
import type { DocumentToMatch } from '#app/features/handover/match-papers.ts';
import type { Embed, Titles } from '#app/features/handover/match-titles.ts';
import type { PageToRead } from '#app/features/handover/read-paper.ts';
import type { RuleSet } from '#app/features/handover/rules/rule-set.ts';
import { collectWithScans } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';
import type { Pack, PackHouse, PaperSpec } from './make-packs.ts';

/** How papers look and are called. */
export type Layout = {
  drawPaper(doc: PDFKit.PDFDocument, spec: PaperSpec): void;
  drawCover(doc: PDFKit.PDFDocument, house: PackHouse): void;
  titleOf(spec: PaperSpec, house: PackHouse): string;
};

type Found = { embed: Embed; titles: Titles };

/** The documents of a pack, drawn, read as the product reads files, and looked through. */
export async function readPack(
  pack: Pack,
  rules: RuleSet,
  layout: Layout,
  found: Found,
  folder: string,
): Promise<DocumentToMatch[]> {
  const { house } = pack;
  const files: { title: string; papers: PaperSpec[]; cover: boolean }[] = [];
  const bound = pack.bound ? pack.papers.filter(({ scanned }) => !scanned) : [];
  if (bound.length > 0) files.push({ title: `Handover pack, ${house.label}`, papers: bound, cover: true });
  for (const paper of pack.papers)
    if (!bound.includes(paper)) files.push({ title: layout.titleOf(paper, house), papers: [paper], cover: false });
  const documents: DocumentToMatch[] = [];
  for (const [at, { title, papers, cover }] of files.entries()) {
    const path = join(folder, `${rules.name}-${house.id}-${at}.pdf`);
    await writeFile(path, await printed(papers, layout, cover ? house : undefined));
    const { pages } = await collectWithScans(path);
    const read: PageToRead[] = pages.map((page) => ({
      page: page.number,
      text: page.text,
      headings: page.headings.map((heading, index) => ({ title: heading, level: page.headingLevels[index] ?? 1 })),
      role: page.role ?? null,
      confidence: page.confidence ?? null,
    }));
    const papersFound = await findPapers(rules, { title, pages: read }, found);
    documents.push({ documentId: `${house.id}-${at}`, title, houseTypes: [house.houseType], ...papersFound });
  }
  return documents;
}

async function printed(papers: readonly PaperSpec[], layout: Layout, cover?: PackHouse) {
  const doc = new PDFDocument({ size: 'A4', margin: 60, autoFirstPage: false });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  if (cover) {
    doc.addPage();
    layout.drawCover(doc, cover);
  }
  for (const paper of papers) {
    doc.addPage();
    layout.drawPaper(doc, paper);
  }
  doc.end();
  await ended;
  const pdf = Buffer.concat(parts);
  return papers.some(({ scanned }) => scanned) ? pdfOfPages([await photocopy(pdf)]) : pdf;
}
