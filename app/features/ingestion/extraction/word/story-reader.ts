import type { Finding } from '../extracted-document.ts';
import { addressAfter } from '../link-address.ts';
import { equationText } from './equation-text.ts';
import { addCode, isContentsField, isPageField, linkOf, openField, printedBy, type Field } from './fields.ts';
import { markedBlock, PAGE_NUMBER, Paragraph, textBlocks, withoutPageNumber } from './paragraph.ts';
import type { Attributes, XmlHandler } from './parse-xml.ts';
import { flatten, type StoryBlock } from './story-block.ts';
import { fillOf, lookOf, numberingIn, paragraphLook, type Look } from './styles.ts';
import { dingbat, raise, showSymbols } from './symbols.ts';
import { tableRows, type TableRow, type WordTable } from './table-rows.ts';
import { isSeen, type Grounds } from './visibility.ts';
import type { StoryParts, WordContext } from './word-context.ts';
import { child, childrenOf, NodeBuilder, numberOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

/** Where paragraphs stand: the part itself, a text box, a cell. Each has its own open paragraph and run. */
type Container = {
  kind: 'part' | 'box' | 'cell';
  blocks: StoryBlock[];
  paragraph: Paragraph | undefined;
  /** The text of a paragraph whose mark was deleted or hidden: the next one goes on with it. */
  carried: string;
  look: Look;
  seen: boolean;
  grounds: Grounds;
  breaks: number;
};
type OpenTable = WordTable & { filled: boolean; row: (TableRow & { dropped: boolean }) | undefined; cellProperties: XmlNode | undefined };
/** A structured tag (content control) that is open. */
type Control = { sign: string | undefined; role: 'cover' | 'contents' | undefined };

/** Subtrees that are read as a whole once they are closed. */
const COLLECTED = new Set(['w:pPr', 'w:rPr', 'w:tblPr', 'w:tblGrid', 'w:trPr', 'w:tcPr', 'w:sectPr', 'w:sdtPr', 'w:ffData', 'm:oMath', 'wps:spPr', 'wps:style']);
/** What is no longer there once the changes are accepted. */
const REMOVED = new Set(['w:del', 'w:moveFrom']);
const SKIPPED = new Set(['w:delText', 'w:delInstrText', 'w:rt', 'w:sdtEndPr', 'w:tblPrEx', 'wp:positionH', 'wp:positionV']);
const MAX_TOLD = 300;

/** Reads one part (the document, a header, a note) as blocks, from the events of its XML. */
export class StoryReader implements XmlHandler {
  readonly blocks: StoryBlock[] = [];
  readonly #context: WordContext;
  readonly #parts: StoryParts;
  readonly #isHeader: boolean;
  readonly #containers: Container[];
  readonly #tables: OpenTable[] = [];
  readonly #fields: Field[] = [];
  readonly #controls: Control[] = [];
  readonly #choices: { said: number; done: boolean }[] = [];
  readonly #links: { href: string | undefined; from: number }[] = [];
  #collecting: NodeBuilder | undefined;
  #skipped: { depth: number; told: string; name: string } | undefined;
  /** Something of the page was met: text, a picture. Tells whether a choice was understood. */
  #said = 0;
  #inText = false;
  #muted = 0;
  #boxFill: string | undefined;
  #alternative = '';
  #objects = 0;

  constructor(context: WordContext, parts: StoryParts, isHeader = false) {
    this.#context = context;
    this.#parts = parts;
    this.#isHeader = isHeader;
    this.#containers = [this.#container('part', this.blocks, [context.paper])];
  }

  #container(kind: Container['kind'], blocks: StoryBlock[], grounds: Grounds): Container {
    return { kind, blocks, paragraph: undefined, carried: '', look: {}, seen: true, grounds, breaks: 0 };
  }

  get #in(): Container {
    return this.#containers.at(-1) as Container;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skipped) this.#skipped.depth += 1;
    else if (this.#collecting) this.#collecting.open(name, attributes);
    else if (COLLECTED.has(name)) this.#collecting = new NodeBuilder(name, attributes);
    else if (this.#isLeftOut(name)) this.#skipped = { depth: 1, told: '', name };
    else this.#begin(name, attributes);
  }

  text(text: string): void {
    if (this.#skipped) {
      if (REMOVED.has(this.#skipped.name) && this.#skipped.told.length < MAX_TOLD) this.#skipped.told += text;
    } else if (this.#collecting) this.#collecting.text(text);
    else if (this.#inText) this.#add(text.replace(/[\t\r\n]/g, ' '));
    else if (this.#inCode) addCode(this.#inCode, text);
  }

  close(name: string): void {
    if (this.#skipped) {
      this.#skipped.depth -= 1;
      if (this.#skipped.depth > 0) return;
      const { told } = this.#skipped;
      this.#skipped = undefined;
      if (told.trim()) this.#find({ kind: 'invisible', text: `Deleted, as tracked: ${told.trim()}` });
    } else if (this.#collecting) {
      if (!this.#collecting.close()) return;
      const node = this.#collecting.root;
      this.#collecting = undefined;
      this.#take(node);
    } else this.#end(name);
  }

  #inCode: Field | undefined;

  #isLeftOut(name: string): boolean {
    if (REMOVED.has(name) || SKIPPED.has(name) || name.endsWith('Change')) return true;
    const choice = this.#choices.at(-1);
    return choice !== undefined && choice.done && (name === 'mc:Choice' || name === 'mc:Fallback');
  }

  #begin(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:p':
        this.#endParagraph();
        this.#in.paragraph = this.#newParagraph(undefined);
        break;
      case 'w:r':
        this.#setLook({});
        break;
      case 'w:t':
        this.#inText = true;
        break;
      case 'w:instrText':
        this.#inCode = this.#fields.at(-1);
        break;
      case 'w:tab':
      case 'w:ptab':
        this.#add('\t');
        break;
      case 'w:noBreakHyphen':
        this.#add('-');
        break;
      case 'w:cr':
        this.#add('\n');
        break;
      case 'w:br':
        if (attributes['w:type'] === 'page') this.#breakPage('page-break');
        else this.#add('\n');
        break;
      case 'w:lastRenderedPageBreak':
        this.#breakPage('soft-break');
        break;
      case 'w:sym':
        this.#addSign(attributes);
        break;
      case 'w:pgNum':
        if (this.#isHeader) this.#add(PAGE_NUMBER);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#addNote(name === 'w:endnoteReference' ? 'endnote' : 'footnote', attributes['w:id']);
        break;
      case 'w:commentReference':
        this.#find({ kind: 'invisible', text: `Comment: ${this.#context.comments.get(attributes['w:id'] ?? '') ?? ''}` });
        break;
      case 'w:fldChar':
        this.#fieldMark(attributes['w:fldCharType']);
        break;
      case 'w:fldSimple':
        this.#fields.push(openField(attributes['w:instr']?.slice(0, 2_000)));
        this.#beginResult();
        break;
      case 'w:hyperlink': {
        const target = this.#parts.relationships.get(attributes['r:id'] ?? '');
        this.#links.push({ href: target?.external ? target.target : undefined, from: this.#in.paragraph?.length ?? 0 });
        break;
      }
      case 'w:sdt':
        this.#controls.push({ sign: undefined, role: undefined });
        break;
      case 'w:tbl':
        this.#endParagraph();
        this.#tables.push({ rows: [], widths: [], filled: false, row: undefined, cellProperties: undefined });
        break;
      case 'w:tr':
        this.#beginRow();
        break;
      case 'w:tc':
        this.#containers.push(this.#container('cell', [], this.#in.grounds));
        break;
      case 'w:txbxContent':
        this.#containers.push(this.#container('box', [], [this.#boxFill ?? 'some']));
        break;
      case 'mc:AlternateContent':
        this.#choices.push({ said: this.#said, done: false });
        break;
      default:
        this.#beginDrawing(name, attributes);
    }
  }

  #end(name: string): void {
    switch (name) {
      case 'w:p':
        this.#endParagraph();
        break;
      case 'w:r':
        this.#in.look = {};
        this.#in.seen = true;
        break;
      case 'w:t':
        this.#inText = false;
        break;
      case 'w:instrText':
        this.#inCode = undefined;
        break;
      case 'w:fldSimple':
        this.#endField();
        break;
      case 'w:hyperlink': {
        const link = this.#links.pop();
        if (link?.href !== undefined) this.#tellAddress(link.href, link.from);
        break;
      }
      case 'w:sdt':
        this.#controls.pop();
        break;
      case 'w:tc':
        this.#endCell();
        break;
      case 'w:tr':
        this.#endRow();
        break;
      case 'w:tbl':
        this.#endTable();
        break;
      case 'w:txbxContent':
        this.#endBox();
        break;
      case 'mc:Choice': {
        const choice = this.#choices.at(-1);
        if (choice) choice.done = this.#said > choice.said;
        break;
      }
      case 'mc:AlternateContent':
        this.#choices.pop();
        break;
      case 'w:object':
        this.#objects -= 1;
        break;
      case 'w:body':
        this.#endParagraph();
        break;
    }
  }

  #beginDrawing(name: string, attributes: Attributes): void {
    switch (name) {
      case 'wp:docPr':
      case 'v:shape':
      case 'v:rect':
        this.#alternative = attributes['descr'] ?? attributes['alt'] ?? attributes['title'] ?? '';
        this.#boxFill = undefined;
        break;
      case 'pic:cNvPr':
        this.#find({ kind: 'picture', text: attributes['descr'] ?? this.#alternative });
        break;
      case 'v:imagedata':
        if (this.#objects === 0) this.#find({ kind: 'picture', text: this.#alternative });
        break;
      case 'v:textpath':
        if (this.#isHeader) this.#find({ kind: 'drawing', text: attributes['string'] });
        else this.#add(` ${attributes['string'] ?? ''} `);
        break;
      case 'c:chart':
        this.#find({ kind: 'drawing', text: `Chart. ${this.#alternative}`.trim() });
        break;
      case 'dgm:relIds':
        this.#insert(attributes['r:dm'], { kind: 'drawing', text: this.#alternative });
        break;
      case 'w:object':
        this.#objects += 1;
        break;
      case 'o:OLEObject': {
        const program = attributes['ProgID'] ?? '';
        this.#find({ kind: /^equation/i.test(program) ? 'equation' : 'embedded-file', text: program });
        break;
      }
      case 'w:altChunk':
        this.#insert(attributes['r:id'], { kind: 'embedded-file', text: 'A part in another format' });
        break;
      case 'w:subDoc':
        this.#find({ kind: 'embedded-file', text: 'A subdocument in a file of its own' });
        break;
      case 'w:control':
        this.#find({ kind: 'object', text: attributes['w:name'] });
        break;
    }
  }

  /** Takes a subtree that is complete. */
  #take(node: XmlNode): void {
    const table = this.#tables.at(-1);
    switch (node.name) {
      case 'w:pPr':
        return this.#beginProperties(node);
      case 'w:rPr':
        return this.#setLook(lookOf(node), valueOf(node, 'w:rStyle'));
      case 'w:tblPr':
        if (table)
          table.filled =
            this.#context.styles.tableIsFilled(valueOf(node, 'w:tblStyle')) ||
            !['none', undefined].includes(fillOf(child(node, 'w:shd')));
        return;
      case 'w:tblGrid':
        if (table) table.widths = childrenOf(node, 'w:gridCol').map((one) => numberOf(one.attributes['w:w']) ?? 0);
        return;
      case 'w:trPr':
        if (!table?.row) return;
        table.row.header = switchOf(node, 'w:tblHeader') ?? false;
        table.row.skipped = Math.min(numberOf(valueOf(node, 'w:gridBefore')) ?? 0, 100);
        table.row.dropped = child(node, 'w:del') !== undefined || (switchOf(node, 'w:hidden') ?? false);
        return;
      case 'w:tcPr':
        if (!table) return;
        table.cellProperties = node;
        this.#in.grounds = [fillOf(child(node, 'w:shd')), table.filled ? 'some' : undefined, ...this.#in.grounds];
        return;
      case 'w:sectPr':
        this.#endParagraph();
        this.#in.blocks.push({ kind: 'section', properties: node });
        return;
      case 'w:sdtPr':
        return this.#describeControl(node);
      case 'w:ffData': {
        const field = this.#fields.at(-1);
        if (field) field.form = node;
        return;
      }
      case 'm:oMath': {
        const text = equationText(node);
        if (text === null) this.#find({ kind: 'equation' });
        else this.#add(text);
        return;
      }
      case 'wps:spPr':
        this.#boxFill = shapeFill(node);
        return;
      case 'wps:style':
        this.#boxFill ??= 'some';
    }
  }

  // Paragraphs and runs

  #newParagraph(properties: XmlNode | undefined): Paragraph {
    const styleId = valueOf(properties, 'w:pStyle');
    return new Paragraph(this.#context.styles.paragraph(styleId), styleId, properties);
  }

  #beginProperties(properties: XmlNode): void {
    const place = this.#in;
    place.paragraph = this.#newParagraph(properties);
    const { style } = place.paragraph;
    if ((switchOf(properties, 'w:pageBreakBefore') ?? style.breakBefore) && place.kind === 'part' && !this.#isHeader)
      place.blocks.push({ kind: 'soft-break' });
  }

  #setLook(own: Look, runStyle?: string): void {
    const place = this.#in;
    const paragraph = place.paragraph?.style;
    const run: Look = runStyle === undefined ? {} : this.#context.styles.run(runStyle);
    const look: Look = { ...paragraph, ...defined(run), ...defined(own) };
    // A style that hides within one that hides shows again, as all of Word's switches do.
    look.hidden = own.hidden ?? (paragraph?.hidden ?? false) !== (run.hidden ?? false);
    place.look = look;
    const ground = paragraphLook(place.paragraph?.properties).ground;
    place.seen = isSeen(look, [ground, paragraph?.ground, ...place.grounds]);
  }

  #add(text: string): void {
    this.#said += 1;
    const place = this.#in;
    const paragraph = (place.paragraph ??= this.#newParagraph(undefined));
    // The code of an outer field; what inner fields give in it is code too.
    if (this.#muted > 0 || this.#fields.slice(0, -1).some((field) => field.phase === 'code')) return;
    const control = this.#controls.at(-1);
    if (control?.sign !== undefined) {
      text = control.sign;
      control.sign = '';
    }
    if (!place.seen || place.look.struck) {
      const why = place.seen ? 'Struck through: ' : '';
      if (text.trim()) this.#find({ kind: 'invisible', text: why + text });
      return;
    }
    this.#context.budget.spend(text.length);
    const shown = showSymbols(text, place.look.font);
    const raised = place.look.raised && /[\p{L}\p{N})\]]/u.test(paragraph.last) ? raise(shown) : null;
    paragraph.add(raised ?? shown);
  }

  #addSign(attributes: Attributes): void {
    const code = Number.parseInt(attributes['w:char'] ?? '', 16);
    if (!Number.isInteger(code) || code > 0xffff) return;
    const sign = String.fromCharCode(code);
    this.#add(dingbat(sign, attributes['w:font']) ?? sign);
  }

  #addNote(kind: string, id: string | undefined): void {
    const text = this.#context.notes.get(`${kind} ${id}`);
    if (!text || !this.#in.seen || this.#muted > 0) return;
    this.#context.budget.spend(text.length);
    (this.#in.paragraph ??= this.#newParagraph(undefined)).addNote(text);
  }

  #tellAddress(href: string, from: number): void {
    const paragraph = this.#in.paragraph;
    if (!paragraph || paragraph.length <= from || this.#contentsRole()) return;
    this.#add(addressAfter(paragraph.since(from), href));
  }

  /** Ends the open paragraph of this place, if there is one. */
  #endParagraph(): void {
    const place = this.#in;
    const { paragraph } = place;
    if (!paragraph) return;
    place.paragraph = undefined;
    // A code that goes on in another paragraph never ended.
    if (place.kind === 'part') while (this.#fields.at(-1)?.phase === 'code') this.#fields.pop();
    const section = child(paragraph.properties, 'w:sectPr');
    const mark = child(paragraph.properties, 'w:rPr');
    const unmarked =
      child(mark, 'w:del') !== undefined ||
      child(mark, 'w:moveFrom') !== undefined ||
      (lookOf(mark).hidden ?? paragraph.style.hidden ?? false);
    if (unmarked && !section) {
      place.carried += paragraph.take();
      place.blocks.push(...paragraph.hanging);
      return;
    }
    if (!this.#flush(place, paragraph) && !paragraph.broken) place.blocks.push({ kind: 'blank' });
    place.blocks.push(...paragraph.hanging);
    if (section) place.blocks.push({ kind: 'section', properties: section });
  }

  /** Makes blocks of what a paragraph has so far; false when that is nothing. */
  #flush(place: Container, paragraph: Paragraph): boolean {
    const raw = place.carried + paragraph.take();
    place.carried = '';
    const text = this.#isHeader ? withoutPageNumber(raw) : raw;
    const { style, properties, styleId } = paragraph;
    const outline = paragraphLook(properties).outline ?? style.outline ?? 0;
    // The direct reference may name a level alone, or a list whose level the style says.
    const own = numberingIn(properties);
    const numbering = own?.id === undefined ? { ...style.numbering, ...own } : own;
    const label = paragraph.numbered ? undefined : this.#context.numbering.next(numbering, styleId);
    const rest = paragraph.numbered;
    paragraph.numbered = true;
    const role = this.#contentsRole() ?? (/^(?:toc(?: \d| heading)|table of figures)$/.test(style.name) ? 'contents' : undefined);
    const level = place.kind === 'part' && !this.#isHeader && !rest ? outline : 0;
    const marked = level > 0 || label !== undefined ? markedBlock(text, level, label ?? '') : null;
    const blocks = marked ? [marked] : textBlocks(text);
    if (role) place.blocks.push(...blocks.map((block): StoryBlock => ({ kind: 'prose', text: flatten([block]), role })));
    else place.blocks.push(...blocks);
    return blocks.length > 0;
  }

  #contentsRole(): 'cover' | 'contents' | undefined {
    if (this.#fields.some((field) => field.phase === 'result' && isContentsField(field))) return 'contents';
    return this.#controls.find(({ role }) => role)?.role;
  }

  #breakPage(kind: 'page-break' | 'soft-break'): void {
    const place = this.#in;
    if (place.kind === 'part') {
      if (this.#isHeader || !place.seen) return;
      if (place.paragraph && place.paragraph.length > 0) this.#flush(place, place.paragraph);
      if (place.paragraph && kind === 'page-break') place.paragraph.broken = true;
      place.blocks.push(kind === 'page-break' ? { kind } : { kind, rendered: true });
    } else if (place.kind === 'cell') {
      const row = this.#tables.at(-1)?.row;
      if (!row) return;
      const begun = place.blocks.length > 0 || (place.paragraph?.length ?? 0) > 0;
      if (begun) place.breaks += 1;
      else row.breakBefore = true;
    }
  }

  // Fields and content controls

  #fieldMark(type: string | undefined): void {
    if (type === 'begin') this.#fields.push(openField());
    else if (type === 'separate') this.#beginResult();
    else if (type === 'end') this.#endField();
  }

  #beginResult(): void {
    const field = this.#fields.at(-1);
    if (!field) return;
    field.phase = 'result';
    field.from = this.#in.paragraph?.length ?? 0;
    if (!this.#isHeader || !isPageField(field)) return;
    this.#add(PAGE_NUMBER);
    field.muted = true;
    this.#muted += 1;
  }

  #endField(): void {
    const field = this.#fields.at(-1);
    if (!field) return;
    if (field.muted) this.#muted -= 1;
    const empty = field.phase === 'code' || (this.#in.paragraph?.length ?? 0) <= field.from;
    field.phase = 'result';
    if (empty) this.#add(this.#isHeader && isPageField(field) ? PAGE_NUMBER : printedBy(field));
    if (/^\s*EQ\b/i.test(field.code) && empty) this.#find({ kind: 'equation', text: field.code.trim() });
    this.#fields.pop();
    const link = linkOf(field);
    if (link !== undefined) this.#tellAddress(link, field.from);
  }

  #describeControl(node: XmlNode): void {
    const control = this.#controls.at(-1);
    if (!control) return;
    const box = child(node, 'w14:checkbox');
    if (box) control.sign = switchOf(box, 'w14:checked') ? '☒' : '☐';
    const gallery = valueOf(child(node, 'w:docPartObj'), 'w:docPartGallery')?.toLowerCase();
    if (gallery === 'table of contents') control.role = 'contents';
    else if (gallery === 'cover pages') control.role = 'cover';
  }

  // Tables, text boxes, findings

  #beginRow(): void {
    const table = this.#tables.at(-1);
    if (table) table.row = { cells: [], header: false, skipped: 0, breakBefore: false, breaksInside: 0, dropped: false };
  }

  #endCell(): void {
    if (this.#in.kind !== 'cell') return;
    this.#endParagraph();
    this.#flushCarried();
    const cell = this.#containers.pop() as Container;
    const table = this.#tables.at(-1);
    if (!table?.row) return;
    const properties = table.cellProperties;
    table.cellProperties = undefined;
    if (child(properties, 'w:cellDel')) return;
    const merge = child(properties, 'w:vMerge') ?? child(properties, 'w:hMerge');
    const below = merge && merge.attributes['w:val'] !== 'restart';
    const previous = table.row.cells.at(-1);
    table.row.breaksInside = Math.max(table.row.breaksInside, cell.breaks + cell.blocks.filter(({ kind }) => kind === 'soft-break').length);
    if (below && merge.name === 'w:hMerge' && previous) previous.span += 1;
    else
      table.row.cells.push({
        blocks: cell.blocks.filter(({ kind }) => kind !== 'blank' && kind !== 'soft-break'),
        span: Math.min(Math.max(numberOf(valueOf(properties, 'w:gridSpan')) ?? 1, 1), 100),
        merge: merge && (below ? 'below' : 'first'),
      });
  }

  #endRow(): void {
    const table = this.#tables.at(-1);
    if (table?.row && !table.row.dropped) table.rows.push(table.row);
    if (table) table.row = undefined;
  }

  #endTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    for (const block of tableRows(table)) {
      if ('text' in block) this.#context.budget.spend(block.text.length);
      this.#in.blocks.push(block);
    }
  }

  #endBox(): void {
    if (this.#in.kind !== 'box') return;
    this.#endParagraph();
    this.#flushCarried();
    const { blocks } = this.#containers.pop() as Container;
    // What a box is headed with is no heading of the text beside it.
    const told = blocks.map((block): StoryBlock => (block.kind === 'heading' ? { kind: 'prose', text: block.text } : block));
    this.#hang(told.filter(({ kind }) => kind !== 'blank' && kind !== 'section'));
  }

  #flushCarried(): void {
    const place = this.#in;
    if (place.carried === '') return;
    place.blocks.push(...textBlocks(place.carried));
    place.carried = '';
  }

  #hang(blocks: StoryBlock[]): void {
    (this.#in.paragraph?.hanging ?? this.#in.blocks).push(...blocks);
  }

  #insert(id: string | undefined, otherwise: Finding): void {
    this.#said += 1;
    const blocks = this.#parts.inserted.get(id ?? '');
    if (blocks) this.#hang(blocks);
    else this.#find(otherwise);
  }

  #find({ text, ...finding }: Finding): void {
    if (this.#muted > 0) return;
    this.#said += 1;
    const said = text?.trim().slice(0, 2 * MAX_TOLD);
    const last = this.#in.paragraph?.hanging.at(-1);
    // Runs of one paragraph are told as one.
    if (finding.kind === 'invisible' && last?.kind === 'finding' && last.finding.kind === 'invisible' && said && (last.finding.text?.length ?? 0) < MAX_TOLD)
      last.finding.text += ` ${said}`;
    else this.#hang([{ kind: 'finding', finding: said ? { ...finding, text: said } : finding }]);
  }

  /** What is still open when a part ends. */
  finish(): StoryBlock[] {
    this.#endParagraph();
    this.#flushCarried();
    return this.blocks;
  }
}

const defined = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;

/** The ground of a shape: a colour, 'some' for anything that is not told exactly; undefined when nothing is said. */
function shapeFill(node: XmlNode): string | undefined {
  const solid = child(node, 'a:solidFill');
  const exact = child(solid, 'a:srgbClr')?.attributes['val'];
  const theme = child(solid, 'a:schemeClr')?.attributes['val'];
  if (exact) return exact;
  if (solid) return theme === 'bg1' || theme === 'lt1' ? 'FFFFFF' : 'some';
  return ['a:gradFill', 'a:blipFill', 'a:pattFill', 'a:noFill'].some((name) => child(node, name)) ? 'some' : undefined;
}
