import { parseXml } from './parse-xml.ts';
import type { WordArchive } from './word-archive.ts';
import { collectNodes } from './xml-node.ts';

/** Where a part's references lead. `target` is a part's name, or an address when `external`. */
export type Relationship = { type: string; target: string; external: boolean };
export type Relationships = ReadonlyMap<string, Relationship>;

/** More than a long document has links. */
const MAX_RELATIONSHIPS = 50_000;

/** The relationships of a part, by id; none for a part that has none. `part` is '' for the whole package. */
export async function readRelationships(archive: WordArchive, part: string): Promise<Relationships> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const found = new Map<string, Relationship>();
  const stream = await archive.stream(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  if (!stream) return found;
  const take = collectNodes(new Set(['Relationship']), ({ attributes }) => {
    const { Id: id, Target: target, Type: type = '' } = attributes;
    if (id === undefined || target === undefined || found.size >= MAX_RELATIONSHIPS) return;
    const external = attributes['TargetMode'] === 'External';
    found.set(id, {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: external ? target : partName(folder, target),
      external,
    });
  });
  await parseXml(stream, take);
  return found;
}

/** `../media/a.png` beside `word/` is `media/a.png`. */
function partName(folder: string, target: string): string {
  const parts: string[] = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The one relationship of a type; undefined when there is none. */
export const relatedPart = (relationships: Relationships, type: string): string | undefined =>
  [...relationships.values()].find((one) => one.type === type && !one.external)?.target;
