import type { Attributes, XmlHandler } from './parse-xml.ts';

/** A small subtree: the properties of a run, an equation. `text` is what stands directly in it. */
export type XmlNode = { name: string; attributes: Attributes; children: XmlNode[]; text: string };

/** Builds one subtree from a parser's events; `open` of its root comes first. */
export class NodeBuilder {
  readonly root: XmlNode;
  #open: XmlNode[];

  constructor(name: string, attributes: Attributes) {
    this.root = { name, attributes, children: [], text: '' };
    this.#open = [this.root];
  }

  open(name: string, attributes: Attributes): void {
    const node: XmlNode = { name, attributes, children: [], text: '' };
    this.#open.at(-1)?.children.push(node);
    this.#open.push(node);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (node) node.text += text;
  }

  /** True when the root itself was closed. */
  close(): boolean {
    this.#open.pop();
    return this.#open.length === 0;
  }
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((one) => one.name === name);

export const childrenOf = (node: XmlNode | undefined, name: string): XmlNode[] =>
  node?.children.filter((one) => one.name === name) ?? [];

/** The `val` of a child, in the namespace of the element. */
export function valueOf(node: XmlNode | undefined, name: string): string | undefined {
  const found = child(node, name);
  return found?.attributes['w:val'] ?? found?.attributes['m:val'] ?? found?.attributes['val'];
}

/** A whole number from 0 to 100,000; undefined for anything else. */
export function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Math.min(Number(value), 100_000) : undefined;
}

/** A switch: there and not off; undefined when it is not there. */
export function switchOf(node: XmlNode | undefined, name: string): boolean | undefined {
  const found = child(node, name);
  if (!found) return undefined;
  const value = found.attributes['w:val'] ?? found.attributes['w14:val'] ?? found.attributes['m:val'];
  return !['0', 'false', 'off'].includes(value ?? '1');
}

/** Hands each subtree of these names to `take`, as soon as it is closed; nothing else is kept. */
export function collectNodes(names: ReadonlySet<string>, take: (node: XmlNode) => void): XmlHandler {
  let builder: NodeBuilder | null = null;
  return {
    open(name, attributes) {
      if (builder) builder.open(name, attributes);
      else if (names.has(name)) builder = new NodeBuilder(name, attributes);
    },
    text: (text) => builder?.text(text),
    close() {
      if (!builder?.close()) return;
      take(builder.root);
      builder = null;
    },
  };
}
