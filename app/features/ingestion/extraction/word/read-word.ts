import { ExtractionError } from '../extraction-error.ts';
import type { FlowBlock } from '../markup/flow-to-pages.ts';
import { layOutStory } from './lay-out-story.ts';
import { Numbering } from './numbering.ts';
import { parseXml } from './parse-xml.ts';
import { orElse, readNotes, readStory } from './read-parts.ts';
import { readSurrounds } from './read-surrounds.ts';
import { readRelationships, relatedPart, type Relationships } from './relationships.ts';
import { Styles } from './styles.ts';
import type { WordArchive } from './word-archive.ts';
import { Budget, type WordContext } from './word-context.ts';
import { collectNodes, switchOf } from './xml-node.ts';

/**
 * The blocks of a Word document as a person sees it, in order, with its page breaks and what was left out. `paged`:
 * the pages are those that Word laid out. Throws ExtractionError for a document with macros.
 */
export async function readWord(archive: WordArchive): Promise<{ blocks: FlowBlock[]; paged: boolean }> {
  await refuseMacros(archive);
  const main =
    relatedPart(await readRelationships(archive, ''), 'officeDocument') ?? archive.find(/^word\/document\d*\.xml$/);
  if (main === undefined) throw new ExtractionError('not-a-document', 'no main part');
  const relationships = await readRelationships(archive, main);
  const { context, evenAndOdd } = await readContext(archive, relationships);
  const story = await readStory(archive, main, context);
  if (!story) throw new ExtractionError('damaged', 'no main part');
  const sections = story.filter((block) => block.kind === 'section').map(({ properties }) => properties);
  const surrounds = await readSurrounds(archive, sections, relationships, context, evenAndOdd);
  return layOutStory(story, surrounds, context.printsNumbers);
}

async function readContext(
  archive: WordArchive,
  relationships: Relationships,
): Promise<{ context: WordContext; evenAndOdd: boolean }> {
  const styles = new Styles();
  const numbering = new Numbering((style) => styles.numberingOf(style));
  let evenAndOdd = false;
  const readPart = async (type: string, read: (stream: AsyncIterable<Uint8Array>) => Promise<void>) => {
    const part = relatedPart(relationships, type);
    const stream = part === undefined ? null : await archive.stream(part);
    if (stream) await orElse(read(stream), () => {});
  };
  await readPart('styles', (stream) => styles.read(stream));
  await readPart('numbering', (stream) => numbering.read(stream));
  await readPart('settings', (stream) =>
    parseXml(
      stream,
      collectNodes(new Set(['w:evenAndOddHeaders']), (node) => {
        evenAndOdd = switchOf({ ...node, children: [node] }, node.name) ?? false;
      }),
    ),
  );
  const context: WordContext = {
    styles,
    numbering,
    notes: new Map(),
    comments: new Map(),
    budget: new Budget(),
    printsNumbers: false,
  };
  for (const kind of ['footnote', 'endnote', 'comment'] as const) {
    const part = relatedPart(relationships, `${kind}s`);
    if (part === undefined) continue;
    const notes = await orElse(readNotes(archive, part, `w:${kind}`, context), () => new Map<string, string>());
    for (const [id, text] of notes) {
      if (kind === 'comment') context.comments.set(id, text);
      else context.notes.set(`${kind} ${id}`, text);
    }
  }
  return { context, evenAndOdd };
}

/** A document that runs programs is not taken, whatever its name says. */
async function refuseMacros(archive: WordArchive): Promise<void> {
  let found = archive.find(/(?:^|\/)vbaproject\.bin$/) !== undefined;
  const stream = await archive.stream('[Content_Types].xml');
  if (stream && !found)
    await orElse(
      parseXml(
        stream,
        collectNodes(new Set(['Override']), ({ attributes }) => {
          found ||= /macroEnabled/i.test(attributes['ContentType'] ?? '');
        }),
      ),
      () => {},
    );
  if (found) throw new ExtractionError('macros', 'macros');
}
