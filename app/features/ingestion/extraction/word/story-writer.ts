import type { Finding } from '../extracted-document.ts';
import { raise } from '../language/raised-figures.ts';
import { markedBlock, Paragraph, textBlocks, withoutPageNumber } from './paragraph.ts';
import { newPlace, type Place } from './place.ts';
import { flatten, type StoryBlock } from './story-block.ts';
import { lookOf, type Look } from './styles.ts';
import { showSymbols } from '../language/symbols.ts';
import { isSeen } from './visibility.ts';
import type { WordContext } from './word-context.ts';
import { child, switchOf, valueOf, type XmlNode } from './xml-node.ts';

export type StoryRole = 'cover' | 'contents';

const MAX_TOLD = 300;
/** Of a run that says nothing of its look. */
export const PLAIN: Look = {};

/** Writes the blocks of one part, paragraph by paragraph, in the place (part, text box, cell) that is open. */
export class StoryWriter {
  readonly #context: WordContext;
  readonly #isHeader: boolean;
  readonly #places: Place[];

  /** `isHeader`: it has no headings and pages of its own, and the number of the page is not told. */
  constructor(context: WordContext, isHeader: boolean) {
    this.#context = context;
    this.#isHeader = isHeader;
    this.#places = [newPlace('part', [], ['FFFFFF'])];
  }

  get #in(): Place {
    return this.#places.at(-1) as Place;
  }

  /** Characters of the open paragraph. */
  get length(): number {
    return this.#in.paragraph?.length ?? 0;
  }

  get isAtTop(): boolean {
    return this.#places.length === 1;
  }

  /** `ground`: what stands behind its text; a cell stands in what is open, too. */
  openPlace(kind: 'cell' | 'box', ground: string | undefined): void {
    this.#places.push(newPlace(kind, [], kind === 'cell' ? [ground, ...this.#in.grounds] : [ground]));
  }

  /** Adds what stands behind the text of the open cell. */
  addGround(ground: string | undefined): void {
    this.#in.grounds = [ground, ...this.#in.grounds];
  }

  /** Ends a cell or box, with the pages that end in it; null when none is open. */
  closePlace(kind: 'cell' | 'box', role: StoryRole | undefined): { blocks: StoryBlock[]; breaks: number } | null {
    if (this.#in.kind !== kind) return null;
    this.finishPlace(role);
    return this.#places.pop() ?? null;
  }

  /** Ends what is open in this place. */
  finishPlace(role: StoryRole | undefined): StoryBlock[] {
    this.endParagraph(role);
    const place = this.#in;
    if (place.carried !== '') for (const block of textBlocks(place.carried)) place.blocks.push(block);
    place.carried = '';
    return place.blocks;
  }

  beginParagraph(properties?: XmlNode): void {
    const styleId = valueOf(properties, 'w:pStyle');
    const place = this.#in;
    place.paragraph = new Paragraph(this.#context.styles.paragraph(styleId), styleId, properties);
    const breaks = switchOf(properties, 'w:pageBreakBefore') ?? place.paragraph.style.breakBefore;
    if (breaks && place.kind === 'part' && !this.#isHeader) place.blocks.push({ kind: 'soft-break' });
  }

  /** How the run that is open looks, by its own properties and its style. */
  setLook(own: Look, runStyle?: string): void {
    const place = this.#in;
    const paragraph = place.paragraph?.style;
    if (own === PLAIN && place.paragraph?.plain) {
      Object.assign(place, place.paragraph.plain);
      return;
    }
    const run: Look = runStyle === undefined ? {} : this.#context.styles.run(runStyle);
    const look: Look = { ...paragraph, ...defined(run), ...defined(own) };
    // A style that hides within one that hides shows again, as all of Word's switches do.
    look.hidden = own.hidden ?? (paragraph?.hidden ?? false) !== (run.hidden ?? false);
    place.look = look;
    place.seen = isSeen(look, [place.paragraph?.look.ground, paragraph?.ground, ...place.grounds]);
    if (own === PLAIN && place.paragraph) place.paragraph.plain = { look, seen: place.seen };
  }

  endRun(): void {
    this.#in.look = {};
    this.#in.seen = true;
  }

  add(text: string): void {
    const place = this.#in;
    if (!place.paragraph) this.beginParagraph();
    if (!place.seen) {
      this.#findUnseen(text);
      return;
    }
    this.#context.budget.spend(text.length);
    const shown = showSymbols(text, place.look.font);
    const raised = place.look.raised && /[\p{L}\p{N})\]]/u.test(place.paragraph?.last ?? '') ? raise(shown) : null;
    place.paragraph?.strike(place.look.struck ?? false);
    place.paragraph?.add(raised ?? shown);
  }

  /** Adds a sign whatever the run looks like. */
  mark(sign: string): void {
    this.#in.paragraph?.add(sign);
  }

  addNote(key: string): void {
    const text = this.#context.notes.get(key);
    if (!text || !this.#in.seen) return;
    this.#context.budget.spend(text.length);
    if (!this.#in.paragraph) this.beginParagraph();
    this.#in.paragraph?.addNote(text);
  }

  /** The text of the open paragraph since a length. */
  since(length: number): string {
    return this.#in.paragraph?.since(length) ?? '';
  }

  /** Ends the open paragraph of this place, if there is one. */
  endParagraph(role: StoryRole | undefined): void {
    const place = this.#in;
    const { paragraph } = place;
    if (!paragraph) return;
    place.paragraph = undefined;
    const section = child(paragraph.properties, 'w:sectPr');
    const mark = child(paragraph.properties, 'w:rPr');
    const unmarked =
      child(mark, 'w:del') !== undefined ||
      child(mark, 'w:moveFrom') !== undefined ||
      (lookOf(mark).hidden ?? paragraph.style.hidden ?? false);
    if (unmarked && !section) place.carried += paragraph.take();
    else if (!this.#flush(paragraph, role) && !paragraph.broken) place.blocks.push({ kind: 'blank' });
    for (const block of paragraph.hanging) place.blocks.push(block);
    if (section) place.blocks.push({ kind: 'section', properties: section });
  }

  /** Makes blocks of what a paragraph has so far; false when that is nothing. */
  #flush(paragraph: Paragraph, given: StoryRole | undefined): boolean {
    const place = this.#in;
    const raw = place.carried + paragraph.take();
    place.carried = '';
    const text = this.#isHeader ? withoutPageNumber(raw) : raw;
    const { style, look, styleId } = paragraph;
    const outline = look.outline ?? style.outline ?? 0;
    // The direct reference may name a level alone, of the list that the style says.
    const own = look.numbering;
    const numbering = own?.id === undefined ? { ...style.numbering, ...own } : own;
    const rest = paragraph.numbered;
    const label = rest ? undefined : this.#context.numbering.next(numbering, styleId);
    paragraph.numbered = true;
    const level = place.kind === 'box' || this.#isHeader || rest ? 0 : outline;
    const marked = level > 0 || label !== undefined ? markedBlock(text, level, label ?? '') : null;
    const blocks = marked ? [marked] : textBlocks(text);
    const role = given ?? (CONTENTS_STYLE.test(style.name) ? 'contents' : undefined);
    for (const block of blocks) place.blocks.push(role ? { kind: 'prose', text: flatten([block]), role } : block);
    return blocks.length > 0;
  }

  /** A page ends here. In a table: false when nothing was read of the cell before it. */
  breakPage(kind: 'page-break' | 'soft-break', role: StoryRole | undefined): boolean {
    const place = this.#in;
    const { paragraph } = place;
    if (place.kind === 'cell') {
      const begun = place.blocks.length > 0 || this.length > 0;
      if (begun) place.breaks += 1;
      return begun;
    }
    if (place.kind !== 'part' || this.#isHeader || !place.seen) return true;
    if (paragraph && paragraph.length > 0) this.#flush(paragraph, role);
    if (paragraph && kind === 'page-break') paragraph.broken = true;
    place.blocks.push(kind === 'page-break' ? { kind } : { kind, rendered: true });
    return true;
  }

  push(blocks: readonly StoryBlock[]): void {
    for (const block of blocks) {
      if ('text' in block) this.#context.budget.spend(block.text.length);
      this.#in.blocks.push(block);
    }
  }

  /** Adds blocks behind the open paragraph. */
  hang(blocks: readonly StoryBlock[]): void {
    for (const block of blocks) (this.#in.paragraph?.hanging ?? this.#in.blocks).push(block);
  }

  find({ text, ...finding }: Finding): void {
    const said = text?.trim().slice(0, 2 * MAX_TOLD);
    this.hang([{ kind: 'finding', finding: said ? { ...finding, text: said } : finding }]);
  }

  /** Runs that nobody sees are told together where they follow one another in a paragraph. */
  #findUnseen(text: string): void {
    const told = this.#in.paragraph?.unseen;
    if (told) told.text = `${told.text ?? ''} ${text.trim()}`.trim().slice(0, 2 * MAX_TOLD);
    else if (text.trim()) {
      const finding: Finding = { kind: 'invisible', text: text.trim().slice(0, 2 * MAX_TOLD) };
      this.hang([{ kind: 'finding', finding }]);
      if (this.#in.paragraph) this.#in.paragraph.unseen = finding;
    }
  }
}

const CONTENTS_STYLE = /^(?:toc(?: \d| heading)|table of figures)$/;

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
