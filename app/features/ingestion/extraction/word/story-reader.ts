import { TRACKED } from '#app/features/documents/pages/unread-pages.ts';
import type { Finding } from '../extracted-document.ts';
import { addressAfter } from '../markup/link-address.ts';
import { Drawings } from './drawings.ts';
import { equationText } from './equation-text.ts';
import { FieldStack } from './field-stack.ts';
import { OpenTables } from './open-tables.ts';
import { PAGE_NUMBER } from './paragraph.ts';
import type { Attributes, XmlHandler } from './parse-xml.ts';
import type { StoryBlock } from './story-block.ts';
import { PLAIN, StoryWriter, type StoryRole } from './story-writer.ts';
import { lookOf } from './styles.ts';
import { dingbat } from '../language/symbols.ts';
import type { StoryParts, WordContext } from './word-context.ts';
import { child, NodeBuilder, switchOf, valueOf, type XmlNode } from './xml-node.ts';

/** A structured tag (content control) that is open; `sign` is what a box prints, instead of its text. */
type Control = { sign: string | undefined; role: StoryRole | undefined };

/** Subtrees that are read as a whole once they are closed. */
const COLLECTED = new Set(
  'w:pPr w:rPr w:tblPr w:tblGrid w:trPr w:tcPr w:sectPr w:sdtPr w:ffData m:oMath wps:spPr wps:style'.split(' '),
);
/** What is no longer there once the changes are accepted. */
const REMOVED = new Set(['w:del', 'w:moveFrom']);
const SKIPPED = new Set('w:delText w:delInstrText w:rt w:sdtEndPr w:tblPrEx wp:positionH wp:positionV'.split(' '));
const MAX_TOLD = 300;

/** Reads one part (the document, a header, a note) as blocks, from the events of its XML. */
export class StoryReader implements XmlHandler {
  readonly #context: WordContext;
  readonly #parts: StoryParts;
  readonly #isHeader: boolean;
  readonly #writer: StoryWriter;
  readonly #tables: OpenTables;
  readonly #fields: FieldStack;
  readonly #drawings = new Drawings();
  readonly #controls: Control[] = [];
  readonly #choices: { said: number; done: boolean }[] = [];
  readonly #links: { href: string | undefined; from: number }[] = [];
  #collecting: NodeBuilder | undefined;
  #skipped: { depth: number; told: string; name: string } | undefined;
  /** What was met of the page: text, a picture. Tells whether a choice was understood. */
  #said = 0;
  #inText = false;
  #inCode = false;

  constructor(context: WordContext, parts: StoryParts, isHeader = false) {
    this.#context = context;
    this.#parts = parts;
    this.#isHeader = isHeader;
    this.#writer = new StoryWriter(context, isHeader);
    this.#tables = new OpenTables(context.styles);
    this.#fields = new FieldStack(isHeader);
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
    else if (this.#inCode) this.#fields.addCode(text);
  }

  close(name: string): void {
    if (this.#skipped) {
      this.#skipped.depth -= 1;
      if (this.#skipped.depth > 0) return;
      const told = this.#skipped.told.trim();
      this.#skipped = undefined;
      if (told) this.#find({ kind: 'invisible', text: `${TRACKED}${told}` });
    } else if (this.#collecting) {
      if (!this.#collecting.close()) return;
      const node = this.#collecting.root;
      this.#collecting = undefined;
      this.#take(node);
    } else this.#end(name);
  }

  /** The blocks of the whole part, once its XML has ended. */
  finish(): StoryBlock[] {
    return this.#writer.finishPlace(this.#role);
  }

  #isLeftOut(name: string): boolean {
    if (REMOVED.has(name) || SKIPPED.has(name) || name.endsWith('Change')) return true;
    const choice = this.#choices.at(-1);
    return choice !== undefined && choice.done && (name === 'mc:Choice' || name === 'mc:Fallback');
  }

  #begin(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:p':
        this.#endParagraph();
        return this.#writer.beginParagraph();
      case 'w:r':
        return this.#writer.setLook(PLAIN);
      case 'w:t':
        this.#inText = true;
        return;
      case 'w:instrText':
        this.#inCode = true;
        return;
      case 'w:tab':
      case 'w:ptab':
        return this.#add('\t');
      case 'w:noBreakHyphen':
        return this.#add('-');
      case 'w:cr':
        return this.#add('\n');
      case 'w:br':
        return attributes['w:type'] === 'page' ? this.#breakPage('page-break') : this.#add('\n');
      case 'w:lastRenderedPageBreak':
        return this.#breakPage('soft-break');
      case 'w:sym':
        return this.#addSign(attributes);
      case 'w:pgNum':
        return this.#isHeader ? this.#markPage() : undefined;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        if (!this.#fields.isMuted)
          this.#writer.addNote(`${name === 'w:endnoteReference' ? 'endnote' : 'footnote'} ${attributes['w:id']}`);
        return;
      case 'w:commentReference': {
        const text = this.#context.comments.get(attributes['w:id'] ?? '') ?? '';
        return this.#find({ kind: 'invisible', text: `Comment: ${text}` });
      }
      case 'w:fldChar':
        return this.#fieldMark(attributes['w:fldCharType']);
      case 'w:fldSimple':
        this.#fields.begin(attributes['w:instr']);
        return this.#beginResult();
      case 'w:hyperlink': {
        const target = this.#parts.relationships.get(attributes['r:id'] ?? '');
        this.#links.push({ href: target?.external ? target.target : undefined, from: this.#writer.length });
        return;
      }
      case 'w:sdt':
        this.#controls.push({ sign: undefined, role: undefined });
        return;
      case 'mc:AlternateContent':
        this.#choices.push({ said: this.#said, done: false });
        return;
      case 'w:tbl':
        this.#endParagraph();
        return this.#tables.begin();
      case 'w:tr':
        return this.#tables.beginRow();
      case 'w:tc':
        return this.#writer.openPlace('cell', this.#tables.ground);
      case 'w:txbxContent':
        return this.#writer.openPlace('box', this.#drawings.boxFill);
      default:
        this.#beginDrawing(name, attributes);
    }
  }

  #end(name: string): void {
    switch (name) {
      case 'w:p':
      case 'w:body':
        return this.#endParagraph();
      case 'w:r':
        return this.#writer.endRun();
      case 'w:t':
        this.#inText = false;
        return;
      case 'w:instrText':
        this.#inCode = false;
        return;
      case 'w:fldSimple':
        return this.#endField();
      case 'w:hyperlink': {
        const link = this.#links.pop();
        return link?.href === undefined ? undefined : this.#tellAddress(link.href, link.from);
      }
      case 'w:sdt':
        this.#controls.pop();
        return;
      case 'mc:Choice': {
        const choice = this.#choices.at(-1);
        if (choice) choice.done = this.#said > choice.said;
        return;
      }
      case 'mc:AlternateContent':
        this.#choices.pop();
        return;
      case 'w:tc': {
        const cell = this.#writer.closePlace('cell', this.#role);
        return cell ? this.#tables.endCell(cell.blocks, cell.breaks) : undefined;
      }
      case 'w:tr':
        return this.#tables.endRow();
      case 'w:tbl':
        return this.#writer.push(this.#tables.end());
      case 'w:txbxContent': {
        const box = this.#writer.closePlace('box', this.#role);
        return this.#writer.hang(box?.blocks.filter(({ kind }) => kind !== 'blank' && kind !== 'section') ?? []);
      }
      default:
        this.#drawings.end(name);
    }
  }

  /** Takes a subtree that is complete. */
  #take(node: XmlNode): void {
    switch (node.name) {
      case 'w:pPr':
        return this.#writer.beginParagraph(node);
      case 'w:rPr':
        return this.#writer.setLook(lookOf(node), valueOf(node, 'w:rStyle'));
      case 'w:tcPr':
        this.#tables.describe(node);
        return this.#writer.addGround(this.#tables.cellGround);
      case 'w:sectPr':
        this.#endParagraph();
        return this.#writer.push([{ kind: 'section', properties: node }]);
      case 'w:sdtPr':
        return this.#describeControl(node);
      case 'w:ffData':
        return this.#fields.setForm(node);
      case 'm:oMath': {
        const text = equationText(node);
        return text === null ? this.#find({ kind: 'equation' }) : this.#add(text);
      }
      case 'wps:spPr':
      case 'wps:style':
        return this.#drawings.describe(node);
      default:
        this.#tables.describe(node);
    }
  }

  #beginDrawing(name: string, attributes: Attributes): void {
    if (name === 'v:textpath') {
      if (this.#isHeader) this.#find({ kind: 'drawing', text: attributes['string'] });
      else this.#add(` ${attributes['string'] ?? ''} `);
    } else if (name === 'dgm:relIds')
      this.#insert(attributes['r:dm'], { kind: 'drawing', text: this.#drawings.description });
    else if (name === 'w:altChunk')
      this.#insert(attributes['r:id'], { kind: 'embedded-file', text: 'A part in another format' });
    else {
      const finding = this.#drawings.begin(name, attributes);
      if (finding) this.#find(finding);
    }
  }

  #add(text: string): void {
    this.#said += 1;
    if (this.#fields.isMuted) return;
    const control = this.#controls.at(-1);
    if (control?.sign === undefined) return this.#writer.add(text);
    this.#writer.add(control.sign);
    control.sign = '';
  }

  #addSign(attributes: Attributes): void {
    const code = Number.parseInt(attributes['w:char'] ?? '', 16);
    if (!Number.isInteger(code) || code > 0xffff) return;
    const sign = String.fromCharCode(code);
    this.#add(dingbat(sign, attributes['w:font']) ?? sign);
  }

  #tellAddress(href: string, from: number): void {
    if (this.#writer.length <= from || this.#role) return;
    this.#add(addressAfter(this.#writer.since(from), href));
  }

  #endParagraph(): void {
    if (this.#writer.isAtTop) this.#fields.dropUnended();
    this.#writer.endParagraph(this.#role);
  }

  #breakPage(kind: 'page-break' | 'soft-break'): void {
    if (!this.#writer.breakPage(kind, this.#role)) this.#tables.breakBeforeRow();
  }

  get #role(): StoryRole | undefined {
    return this.#fields.isContents ? 'contents' : this.#controls.find(({ role }) => role)?.role;
  }

  #fieldMark(type: string | undefined): void {
    if (type === 'begin') this.#fields.begin();
    else if (type === 'separate') this.#beginResult();
    else if (type === 'end') this.#endField();
  }

  #beginResult(): void {
    if (this.#fields.beginResult(this.#writer.length)) this.#markPage();
  }

  #markPage(): void {
    this.#context.printsNumbers = true;
    this.#writer.mark(PAGE_NUMBER);
  }

  #endField(): void {
    const ended = this.#fields.end(this.#writer.length, PAGE_NUMBER);
    if (!ended) return;
    if (ended.printed === PAGE_NUMBER) this.#markPage();
    else if (ended.printed) this.#add(ended.printed);
    if (ended.equation !== undefined) this.#find({ kind: 'equation', text: ended.equation });
    if (ended.link !== undefined) this.#tellAddress(ended.link, ended.from);
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

  #insert(id: string | undefined, otherwise: Finding): void {
    this.#said += 1;
    const blocks = this.#parts.inserted.get(id ?? '');
    if (blocks) this.#writer.hang(blocks);
    else this.#find(otherwise);
  }

  #find(finding: Finding): void {
    if (this.#fields.isMuted) return;
    this.#said += 1;
    this.#writer.find(finding);
  }
}
