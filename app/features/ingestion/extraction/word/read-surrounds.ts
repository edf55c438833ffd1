import type { Surround } from './lay-out-story.ts';
import { orElse, readStory } from './read-parts.ts';
import type { Relationships } from './relationships.ts';
import { flatten, type StoryBlock } from './story-block.ts';
import type { WordArchive } from './word-archive.ts';
import type { WordContext } from './word-context.ts';
import { childrenOf, switchOf, type XmlNode } from './xml-node.ts';

/** More headers and footers than this are not read. */
const MAX_PARTS = 300;

/**
 * What each section shows at the head and the foot of its pages, each text once in the whole document. A header that
 * the section does not print (the one of a first page that is like the others, say) is left out, as in Word.
 */
export async function readSurrounds(
  archive: WordArchive,
  sections: readonly XmlNode[],
  relationships: Relationships,
  context: WordContext,
  evenAndOdd: boolean,
): Promise<Surround[]> {
  const read = new Map<string, StoryBlock[]>();
  const told = new Set<string>();
  /** Sections without a header of a type have that of the one before. */
  const inherited = new Map<string, string>();
  const blocksOf = async (part: string): Promise<StoryBlock[]> => {
    const known = read.get(part);
    if (known) return known;
    if (read.size >= MAX_PARTS) return [];
    const broken = (): StoryBlock[] => [
      { kind: 'finding', finding: { kind: 'object', text: 'A header or footer that is damaged' } },
    ];
    const blocks = (await orElse(readStory(archive, part, context, true), broken)) ?? [];
    read.set(part, blocks);
    return blocks;
  };
  const surrounds: Surround[] = [];
  for (const section of sections) {
    const surround: Surround = { heads: [], feet: [] };
    for (const name of ['w:headerReference', 'w:footerReference'] as const) {
      for (const { attributes } of childrenOf(section, name)) {
        const part = relationships.get(attributes['r:id'] ?? '')?.target;
        if (part !== undefined) inherited.set(`${name} ${attributes['w:type'] ?? 'default'}`, part);
      }
      const types = [...(switchOf(section, 'w:titlePg') ? ['first'] : []), 'default', ...(evenAndOdd ? ['even'] : [])];
      for (const type of types) {
        const part = inherited.get(`${name} ${type}`);
        const blocks = part === undefined ? [] : await blocksOf(part);
        const text = flatten(blocks);
        const key = text.replace(/\s+/g, ' ').trim() || `part ${part}`;
        if (blocks.length === 0 || told.has(key)) continue;
        told.add(key);
        surround[name === 'w:headerReference' ? 'heads' : 'feet'].push(...blocks);
      }
    }
    surrounds.push(surround);
  }
  return surrounds;
}
