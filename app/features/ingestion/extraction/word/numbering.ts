import { formatNumber } from './format-number.ts';
import { parseXml } from './parse-xml.ts';
import type { NumberingReference } from './styles.ts';
import { dingbat } from '../language/symbols.ts';
import { child, childrenOf, collectNodes, numberOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

type Level = {
  start: number;
  format: string;
  /** `%1.%2)`: what is printed, with the numbers of the levels in it. */
  text: string;
  /** Print every number in it in Arabic figures. */
  arabic: boolean;
  /** Restart after a number of this level (1-based) or a wider one; 0: never. */
  restart: number | undefined;
  style: string | undefined;
  font: string | undefined;
};
type List = { levels: Map<number, Level>; link: string | undefined };
type Instance = { list: string; starts: Map<number, number>; levels: Map<number, Level> };

const MAX_LISTS = 50_000;
const LEVELS = 9;
/** Bullets that say more than that here is an item. */
const TELLING = /^[✓✔✗✘☑☒]$/u;

function levelOf(node: XmlNode): Level {
  // A newer format stands beside the one for older programs: a number in so many figures ("001, 002, 003").
  const choice = child(child(node, 'mc:AlternateContent'), 'mc:Choice');
  const sample = /^0+\d+/.exec(child(choice, 'w:numFmt')?.attributes['w:format'] ?? '')?.[0];
  return {
    start: numberOf(valueOf(node, 'w:start')) ?? 1,
    format: sample ?? valueOf(node, 'w:numFmt') ?? 'decimal',
    text: (valueOf(node, 'w:lvlText') ?? '').slice(0, 200),
    arabic: switchOf(node, 'w:isLgl') ?? false,
    restart: numberOf(valueOf(node, 'w:lvlRestart')),
    style: valueOf(node, 'w:pStyle'),
    font: child(child(node, 'w:rPr'), 'w:rFonts')?.attributes['w:ascii'],
  };
}

function levelsOf(parent: XmlNode): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const node of childrenOf(parent, 'w:lvl')) {
    const at = numberOf(node.attributes['w:ilvl']);
    if (at !== undefined && at < LEVELS) levels.set(at, levelOf(node));
  }
  return levels;
}

/** The numbers and bullets that Word prints before paragraphs, counted as the document is read. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #instances = new Map<string, Instance>();
  /** The last number of each level, by list: lists that share their definition count on. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();
  readonly #numberingOfStyle: (style: string) => string | undefined;

  /** `numberingOfStyle` resolves lists that are a link to a numbering style. */
  constructor(numberingOfStyle: (style: string) => string | undefined) {
    this.#numberingOfStyle = numberingOfStyle;
  }

  async read(stream: AsyncIterable<Uint8Array>): Promise<void> {
    await parseXml(
      stream,
      collectNodes(new Set(['w:abstractNum', 'w:num']), (node) => this.#add(node)),
    );
  }

  #add(node: XmlNode): void {
    const id = node.attributes[node.name === 'w:num' ? 'w:numId' : 'w:abstractNumId'];
    if (id === undefined || this.#lists.size + this.#instances.size >= MAX_LISTS) return;
    if (node.name === 'w:abstractNum') {
      this.#lists.set(id, { levels: levelsOf(node), link: valueOf(node, 'w:numStyleLink') });
      return;
    }
    const starts = new Map<number, number>();
    const levels = new Map<number, Level>();
    for (const override of childrenOf(node, 'w:lvlOverride')) {
      const at = numberOf(override.attributes['w:ilvl']);
      if (at === undefined || at >= LEVELS) continue;
      const start = numberOf(valueOf(override, 'w:startOverride'));
      if (start !== undefined) starts.set(at, start);
      const [own] = childrenOf(override, 'w:lvl');
      if (own) levels.set(at, levelOf(own));
    }
    this.#instances.set(id, { list: valueOf(node, 'w:abstractNumId') ?? '', starts, levels });
  }

  /** The list that an instance counts in, through at most one link. */
  #listOf(instance: Instance): { id: string; list: List } | undefined {
    const list = this.#lists.get(instance.list);
    if (!list) return undefined;
    if (list.link === undefined) return { id: instance.list, list };
    const linked = this.#instances.get(this.#numberingOfStyle(list.link) ?? '');
    const target = linked && this.#lists.get(linked.list);
    return linked && target ? { id: linked.list, list: target } : { id: instance.list, list };
  }

  /**
   * What is printed before the next paragraph of this numbering, and counts it: '•' for a bullet, '' where nothing is
   * printed; undefined for a paragraph that is not numbered. `style` is the paragraph's.
   */
  next(reference: NumberingReference | undefined, style: string | undefined): string | undefined {
    const { id } = reference ?? {};
    if (id === undefined || id === '0') return undefined;
    const instance = this.#instances.get(id);
    const found = instance && this.#listOf(instance);
    if (!instance || !found) return undefined;
    const { list } = found;
    const at =
      reference?.level ?? [...list.levels].find(([, one]) => one.style !== undefined && one.style === style)?.[0] ?? 0;
    const levelAt = (index: number) => instance.levels.get(index) ?? list.levels.get(index);
    const level = levelAt(at);
    if (!level) return undefined;
    this.#count(found.id, id, instance, at, levelAt);
    if (level.format === 'bullet') return bulletOf(level);
    const counts = this.#counts.get(found.id) ?? [];
    return level.text
      .replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        const one = levelAt(index);
        const value = counts[index] ?? one?.start ?? 1;
        const format = one?.format ?? 'decimal';
        return formatNumber(value, level.arabic && format !== 'none' ? 'decimal' : format);
      })
      .trim();
  }

  #count(
    list: string,
    id: string,
    { starts }: Instance,
    at: number,
    levelAt: (index: number) => Level | undefined,
  ): void {
    let counts = this.#counts.get(list);
    if (!counts) this.#counts.set(list, (counts = []));
    const start = starts.get(at);
    const fresh = start !== undefined && !this.#started.has(`${id} ${at}`);
    const last = counts[at];
    if (fresh) counts[at] = start;
    else counts[at] = last === undefined ? (start ?? levelAt(at)?.start ?? 1) : last + 1;
    if (start !== undefined) this.#started.add(`${id} ${at}`);
    for (let below = at + 1; below < LEVELS; below += 1) {
      const { restart } = levelAt(below) ?? {};
      if (restart === undefined || at < restart) counts[below] = undefined;
    }
  }
}

function bulletOf({ text, font }: Level): string {
  const sign = dingbat(text, font) ?? text;
  if (TELLING.test(sign)) return '✓✔☑'.includes(sign) ? '✓' : '✗';
  return text === '' ? '' : '•';
}
