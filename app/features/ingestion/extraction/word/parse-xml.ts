import { SaxesParser } from 'saxes';

import { LimitError } from '../extraction-error.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Takes what a part holds, in order. Names have the prefixes of `PREFIXES`, whatever the file calls them. */
export type XmlHandler = {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
};

/** Elements that may stand in one another. Word itself makes some dozens. */
const MAX_DEPTH = 1_000;

/** The last words of each namespace, transitional and strict, with the prefix that it has here. */
const PREFIXES: [ending: string, prefix: string][] = [
  ['/wordprocessingml/2006/main', 'w'],
  ['/wordprocessingml/main', 'w'],
  ['/officedocument/2006/math', 'm'],
  ['/officedocument/math', 'm'],
  ['/officedocument/2006/relationships', 'r'],
  ['/officedocument/relationships', 'r'],
  ['/drawingml/2006/wordprocessingdrawing', 'wp'],
  ['/drawingml/wordprocessingdrawing', 'wp'],
  ['/drawingml/2006/main', 'a'],
  ['/drawingml/main', 'a'],
  ['/drawingml/2006/picture', 'pic'],
  ['/drawingml/picture', 'pic'],
  ['/drawingml/2006/diagram', 'dgm'],
  ['/drawingml/diagram', 'dgm'],
  ['/drawingml/2006/chart', 'c'],
  ['/drawingml/chart', 'c'],
  ['/markup-compatibility/2006', 'mc'],
  ['/word/2010/wordml', 'w14'],
  ['/word/2010/wordprocessingshape', 'wps'],
  ['microsoft-com:vml', 'v'],
  ['microsoft-com:office:office', 'o'],
];

function prefixOf(uri: string): string {
  const small = uri.toLowerCase();
  const known = PREFIXES.find(([ending]) => small.endsWith(ending))?.[1];
  // Of the package's own parts (relationships, content types) only the local names matter.
  return known === undefined ? (small.includes('/package/2006/') || uri === '' ? '' : 'x:') : `${known}:`;
}

/** The bytes as text: UTF-8, or UTF-16 by its mark; XML of Word is nothing else, whatever its first line says. */
function decoderFor(head: Uint8Array): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder('utf-8');
}

/**
 * Reads one XML part as it is inflated, keeping nothing of it. Throws for what is not well-formed, and LimitError for
 * elements in one another without end. No entity but the five of XML is known, so none can grow.
 */
export async function parseXml(stream: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const prefixes = new Map<string, string>();
  const nameOf = (uri: string, local: string) => {
    let prefix = prefixes.get(uri);
    if (prefix === undefined) prefixes.set(uri, (prefix = prefixOf(uri)));
    return prefix + local;
  };
  let depth = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new LimitError('too-large', { deep: true });
    const attributes: Record<string, string> = {};
    for (const { uri, local, value } of Object.values(tag.attributes)) attributes[nameOf(uri, local)] = value;
    handler.open(nameOf(tag.uri, tag.local), attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handler.close(nameOf(tag.uri, tag.local));
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  let decoder: TextDecoder | undefined;
  for await (const bytes of stream) {
    decoder ??= decoderFor(bytes);
    parser.write(decoder.decode(bytes, { stream: true }));
  }
  parser.write(decoder?.decode() ?? '');
  parser.close();
}
