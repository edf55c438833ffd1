import { vocabularyOf } from '../language/normalise-text.ts';
import { lineText } from './lay-out/page-lines.ts';
import type { LayoutContext } from './lay-out/page-layout.ts';
import { facesOf } from './lay-out/page-sheet.ts';
import { packPage, unpackPage, type PackedPage } from './lay-out/pack-words.ts';
import type { PageWords } from './lay-out/page-words.ts';
import { areMistold } from './mistold-letters.ts';
import { RunningLines, type PageEnds } from './running-lines.ts';

/**
 * Words and lines that are held between the survey and the reading, some 50 bytes each; a page beyond them is read
 * twice.
 */
const HELD_WORDS = 1_200_000;
const MAX_VOCABULARY = 100_000;
const MAX_WORD_CHARS = 40;

/** What is learnt of a document before its pages are laid out: the size of its text, its words, what runs on. */
export class DocumentSurvey {
  private readonly read: (page: number) => Promise<PageWords>;
  private readonly held = new Map<number, PackedPage | Error>();
  private heldWords = 0;
  private readonly sizes = new Map<number, number>();
  private readonly vocabulary = new Set<string>();
  private readonly running = new RunningLines();
  /** Pages whose letters make no language. */
  private readonly mistold = new Set<number>();

  constructor(read: (page: number) => Promise<PageWords>) {
    this.read = read;
  }

  async add(number: number): Promise<void> {
    let page: PageWords;
    try {
      page = await this.read(number);
    } catch (error) {
      this.held.set(number, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.heldWords += page.words.length + page.rules.length + page.bars.length + (page.shapes?.length ?? 0) * 2;
    if (this.heldWords <= HELD_WORDS) this.held.set(number, packPage(page));
    for (const word of page.words) {
      const size = Math.round(word.size * 2) / 2;
      this.sizes.set(size, (this.sizes.get(size) ?? 0) + word.text.length);
    }
    const faces = facesOf(page);
    this.running.add(number, faces);
    if (!page.scanned && areMistold(faces)) this.mistold.add(number);
    for (const face of faces) {
      for (const line of face.lines) {
        if (this.vocabulary.size > MAX_VOCABULARY) return;
        for (const word of vocabularyOf(lineText(line))) if (word.length <= MAX_WORD_CHARS) this.vocabulary.add(word);
      }
    }
  }

  /** The words of a page; throws what reading it threw. */
  async wordsOf(number: number): Promise<PageWords> {
    const held = this.held.get(number);
    this.held.delete(number);
    if (held instanceof Error) throw held;
    const page = held ? unpackPage(held) : await this.read(number);
    return this.mistold.has(number) ? { ...page, scanned: true, mistold: true } : page;
  }

  finish(about: {
    title: string;
    pageCount: number;
    labels: string[] | null;
  }): LayoutContext & { ends: Map<number, PageEnds> } {
    const [best] = [...this.sizes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
    const bodySize = best?.[0] || 11;
    return { bodySize, vocabulary: this.vocabulary, ends: this.running.find({ ...about, bodySize }) };
  }
}
