import { decodeText } from '#app/features/documents/kind/decode-text.ts';
import { ExtractionError } from '../extraction-error.ts';
import { htmlToBlocks } from '../markup/html-to-blocks.ts';
import { plainTextToBlocks } from '../markup/plain-text-to-blocks.ts';
import { parseXml, type XmlHandler } from './parse-xml.ts';
import { readRelationships } from './relationships.ts';
import { flatten, type StoryBlock } from './story-block.ts';
import { StoryReader } from './story-reader.ts';
import type { WordArchive } from './word-archive.ts';
import type { StoryParts, WordContext } from './word-context.ts';
import { collectNodes, type XmlNode } from './xml-node.ts';

/** Parts that are put into another one: so many are read, each up to so many bytes. */
const MAX_INSERTED = 100;
const MAX_INSERTED_BYTES = 10_000_000;

/** Reads the document or one of its headers, with what it refers to. Null when there is no such part. */
export async function readStory(
  archive: WordArchive,
  part: string,
  context: WordContext,
  isHeader = false,
): Promise<StoryBlock[] | null> {
  const stream = await archive.stream(part);
  if (!stream) return null;
  const reader = new StoryReader(context, await readStoryParts(archive, part), isHeader);
  await parseXml(stream, reader);
  return reader.finish();
}

async function readStoryParts(archive: WordArchive, part: string): Promise<StoryParts> {
  const relationships = await readRelationships(archive, part);
  const inserted = new Map<string, StoryBlock[]>();
  for (const [id, { type, target, external }] of relationships) {
    if (external || inserted.size >= MAX_INSERTED) continue;
    if (type === 'diagramData') inserted.set(id, await readDiagram(archive, target));
    else if (type === 'aFChunk') {
      const blocks = await readChunk(archive, target);
      if (blocks) inserted.set(id, blocks);
    }
  }
  return { relationships, inserted };
}

/** The texts of a drawing made of boxes (SmartArt), a line each. */
async function readDiagram(archive: WordArchive, part: string): Promise<StoryBlock[]> {
  const blocks: StoryBlock[] = [];
  const stream = await archive.stream(part);
  if (!stream) return blocks;
  const textIn = (node: XmlNode, depth: number): string =>
    node.name === 'a:t' ? node.text : depth > 8 ? '' : node.children.map((one) => textIn(one, depth + 1)).join('');
  const take = (node: XmlNode) => {
    const text = textIn(node, 0).trim();
    if (text) blocks.push({ kind: 'prose', text });
  };
  await parseXml(stream, collectNodes(new Set(['dgm:t']), take));
  return blocks;
}

/** A part of HTML or plain text that Word shows in the document; null for another format. */
async function readChunk(archive: WordArchive, part: string): Promise<StoryBlock[] | null> {
  const ending = /\.(x?html?|txt)$/i.exec(part)?.[1]?.toLowerCase();
  const stream = ending === undefined ? null : await archive.stream(part);
  if (!stream) return null;
  const bytes: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    bytes.push(piece);
    size += piece.length;
    if (size > MAX_INSERTED_BYTES) return null;
  }
  const text = decodeText(Buffer.concat(bytes))?.text;
  if (text === undefined) return null;
  return ending === 'txt' ? plainTextToBlocks(text) : htmlToBlocks(text);
}

/** The text of each note of a part, by id; separators are no notes. */
export async function readNotes(
  archive: WordArchive,
  part: string,
  element: 'w:footnote' | 'w:endnote' | 'w:comment',
  context: WordContext,
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  const stream = await archive.stream(part);
  if (!stream) return notes;
  const parts = await readStoryParts(archive, part);
  let id: string | undefined;
  let reader: StoryReader | undefined;
  const handler: XmlHandler = {
    open(name, attributes) {
      if (reader) reader.open(name, attributes);
      else if (name === element && (attributes['w:type'] ?? 'normal') === 'normal') {
        id = attributes['w:id'];
        reader = new StoryReader(context, parts, true);
      }
    },
    text: (text) => reader?.text(text),
    close(name) {
      if (reader && name === element) {
        if (id !== undefined) notes.set(id, flatten(reader.finish()).trim());
        reader = undefined;
      } else reader?.close(name);
    },
  };
  await parseXml(stream, handler);
  return notes;
}

/** `read`, or `otherwise` when that part of the file is broken: the rest of the document can still be read. */
export async function orElse<T>(read: Promise<T>, otherwise: () => T): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ExtractionError || error instanceof RangeError) throw error;
    return otherwise();
  }
}
