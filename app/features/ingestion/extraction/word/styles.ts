import { parseXml } from './parse-xml.ts';
import { child, childrenOf, collectNodes, numberOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

/** What a style, or the text itself, says of how it looks; undefined is "not said". */
export type Look = {
  hidden?: boolean | undefined;
  struck?: boolean | undefined;
  /** RRGGBB, or 'auto'. */
  color?: string | undefined;
  /** RRGGBB behind the text; 'none' where it says so; 'some' for a pattern. */
  fill?: string | undefined;
  /** Half-points. */
  size?: number | undefined;
  font?: string | undefined;
  raised?: boolean | undefined;
};
export type NumberingReference = { id?: string | undefined; level?: number | undefined };
export type ParagraphStyle = Look & {
  name: string;
  /** 1 to 6; 0 for running text. */
  outline?: number | undefined;
  numbering?: NumberingReference | undefined;
  breakBefore?: boolean | undefined;
  /** What stands behind the whole paragraph. */
  ground?: string | undefined;
};

type Style = { id: string; type: string; name: string; basedOn: string | undefined; node: XmlNode };

const MAX_STYLES = 10_000;
const MAX_CHAIN = 20;

/** The styles of a document, each with what it takes over from those that it is based on. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #paragraphs = new Map<string, ParagraphStyle>();
  readonly #runs = new Map<string, Look>();
  readonly #filled = new Map<string, boolean>();
  #defaults: Look = {};
  #defaultParagraph = '';

  async read(stream: AsyncIterable<Uint8Array>): Promise<void> {
    const take = (node: XmlNode) => {
      if (node.name === 'w:docDefaults') this.#defaults = lookOf(child(child(node, 'w:rPrDefault'), 'w:rPr'));
      else if (this.#styles.size < MAX_STYLES) this.#add(node);
    };
    await parseXml(stream, collectNodes(new Set(['w:docDefaults', 'w:style']), take));
  }

  #add(node: XmlNode): void {
    const { 'w:styleId': id = '', 'w:type': type = 'paragraph' } = node.attributes;
    const name = (valueOf(node, 'w:name') ?? id).toLowerCase();
    this.#styles.set(id, { id, type, name, basedOn: valueOf(node, 'w:basedOn'), node });
    const standard = node.attributes['w:default'];
    if (type === 'paragraph' && (standard === '1' || standard === 'true')) this.#defaultParagraph = id;
  }

  /** From the widest to the style itself. */
  #chain(id: string): Style[] {
    const chain: Style[] = [];
    for (let at = this.#styles.get(id); at && chain.length < MAX_CHAIN && !chain.includes(at);) {
      chain.unshift(at);
      at = at.basedOn === undefined ? undefined : this.#styles.get(at.basedOn);
    }
    return chain;
  }

  paragraph(id: string | undefined): ParagraphStyle {
    const key = id !== undefined && this.#styles.has(id) ? id : this.#defaultParagraph;
    let style = this.#paragraphs.get(key);
    if (style) return style;
    style = { ...this.#defaults, name: this.#styles.get(key)?.name ?? '' };
    for (const { node, name } of this.#chain(key)) {
      assign(style, lookOf(child(node, 'w:rPr')));
      const own = paragraphLook(child(node, 'w:pPr'));
      assign(style, { ...own, numbering: own.numbering && { ...style.numbering, ...own.numbering } });
      const named = /^heading ([1-9])$/.exec(name)?.[1];
      const outline = named ? Number(named) : name === 'title' ? 1 : name === 'subtitle' ? 2 : undefined;
      if (outline !== undefined && own.outline === undefined) style.outline = Math.min(outline, 6);
    }
    this.#paragraphs.set(key, style);
    return style;
  }

  run(id: string): Look {
    let look = this.#runs.get(id);
    if (look) return look;
    look = {};
    for (const { node } of this.#chain(id)) assign(look, lookOf(child(node, 'w:rPr')));
    this.#runs.set(id, look);
    return look;
  }

  /** Whether some part of a table of this style has a coloured ground. */
  tableIsFilled(id: string | undefined): boolean {
    if (id === undefined) return false;
    let filled = this.#filled.get(id);
    if (filled === undefined) {
      filled = this.#chain(id).some(({ node }) => hasFill(node, 0));
      this.#filled.set(id, filled);
    }
    return filled;
  }

  /** The numbering that a numbering style stands for. */
  numberingOf(styleId: string): string | undefined {
    return valueOf(child(child(this.#styles.get(styleId)?.node, 'w:pPr'), 'w:numPr'), 'w:numId');
  }
}

function assign<T extends object>(target: T, source: Partial<T>): void {
  for (const key in source) if (source[key] !== undefined) Object.assign(target, { [key]: source[key] });
}

function hasFill(node: XmlNode, depth: number): boolean {
  if (node.name === 'w:shd') return !['none', undefined].includes(fillOf(node));
  return depth < 6 && node.children.some((one) => hasFill(one, depth + 1));
}

/** The ground that a shading gives. */
export function fillOf(shading: XmlNode | undefined): string | undefined {
  if (!shading) return undefined;
  const { 'w:val': pattern = 'clear', 'w:fill': fill = 'auto', 'w:color': color = 'auto' } = shading.attributes;
  const shown = pattern === 'solid' ? (color === 'auto' ? '000000' : color) : fill;
  if (pattern !== 'solid' && pattern !== 'clear' && pattern !== 'nil') return 'some';
  return /^[0-9a-f]{6}$/i.test(shown) ? shown : 'none';
}

const HIGHLIGHTS: Record<string, string> = { white: 'FFFFFF', black: '000000', none: 'none' };

/** What the properties of a run (`w:rPr`) say of its look. */
export function lookOf(rPr: XmlNode | undefined): Look {
  if (!rPr) return {};
  const fonts = child(rPr, 'w:rFonts')?.attributes;
  const highlight = valueOf(rPr, 'w:highlight');
  return {
    hidden: switchOf(rPr, 'w:vanish'),
    struck: switchOf(rPr, 'w:strike') ?? switchOf(rPr, 'w:dstrike'),
    color: valueOf(rPr, 'w:color'),
    fill: highlight === undefined ? fillOf(child(rPr, 'w:shd')) : (HIGHLIGHTS[highlight] ?? 'some'),
    size: numberOf(valueOf(rPr, 'w:sz')),
    font: fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'],
    raised: raisedBy(rPr),
  };
}

/** Half-points above the line from which on letters are raised; less is an adjustment. */
const RAISED_BY = 3;

/** Whether text is set above its line: as a superscript, or by so many half-points. */
function raisedBy(rPr: XmlNode): boolean | undefined {
  const align = valueOf(rPr, 'w:vertAlign');
  if (align === 'superscript' || align === 'subscript') return align === 'superscript';
  const position = valueOf(rPr, 'w:position');
  if (position !== undefined)
    return numberOf(position.replace(/^\+/, '')) !== undefined && Number(position) >= RAISED_BY;
  return align === undefined ? undefined : false;
}

/** The numbering that a paragraph's properties name. */
function numberingIn(pPr: XmlNode | undefined): NumberingReference | undefined {
  const numPr = child(pPr, 'w:numPr');
  if (!numPr) return undefined;
  const id = valueOf(numPr, 'w:numId');
  const level = numberOf(valueOf(numPr, 'w:ilvl'));
  return { ...(id === undefined ? {} : { id }), ...(level === undefined ? {} : { level: Math.min(level, 8) }) };
}

/** What the properties of a paragraph (`w:pPr`) say. */
export function paragraphLook(pPr: XmlNode | undefined): Omit<ParagraphStyle, 'name'> {
  const outline = numberOf(valueOf(pPr, 'w:outlineLvl'));
  return {
    outline: outline === undefined ? undefined : outline > 8 ? 0 : Math.min(outline + 1, 6),
    numbering: numberingIn(pPr),
    breakBefore: switchOf(pPr, 'w:pageBreakBefore'),
    ground: fillOf(childrenOf(pPr, 'w:shd')[0]),
  };
}
