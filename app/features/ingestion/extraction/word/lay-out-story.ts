import { rowOf, withoutBars } from '#app/features/documents/pages/table-row.ts';
import type { Finding } from '../extracted-document.ts';
import type { FlowBlock } from '../markup/flow-to-pages.ts';
import { formatNumber } from './format-number.ts';
import type { StoryBlock } from './story-block.ts';
import { child, numberOf, valueOf, type XmlNode } from './xml-node.ts';

/** What stands at the head and the foot of a section's pages. */
export type Surround = { heads: StoryBlock[]; feet: StoryBlock[] };

type Page = { blocks: FlowBlock[]; /** The section that it begins in. */ section: number };

/**
 * A document's blocks in order, with its pages: those that it breaks, and those that Word last laid out. `surrounds`
 * has what each section shows around its pages, told once, on the first of its pages that is no cover or contents.
 * `paged` is true when Word's own pages are known; then each has the number that is printed on it, if any is
 * (`printsNumbers`) and it is not the page's own. Pure.
 */
export function layOutStory(
  story: readonly StoryBlock[],
  surrounds: readonly Surround[],
  printsNumbers = false,
): { blocks: FlowBlock[]; paged: boolean } {
  const sections = story.filter((block) => block.kind === 'section').map(({ properties }) => properties);
  const pages: Page[] = [{ blocks: [], section: 0 }];
  let section = 0;
  let fresh = true;
  const turn = () => {
    pages.push({ blocks: [], section });
    fresh = true;
  };
  for (const block of withoutLoneTabs(story)) {
    if (block.kind === 'page-break') turn();
    else if (block.kind === 'soft-break') {
      if (!fresh) turn();
    } else if (block.kind === 'section') {
      section += 1;
      if (beginsPage(sections[section], sections[section - 1])) turn();
    } else {
      if (block.kind !== 'finding') fresh = false;
      if (block.kind !== 'blank') pages.at(-1)?.blocks.push(block);
    }
  }
  for (const page of pages) page.blocks = withoutMixedContents(page.blocks);
  for (const [at, { heads, feet }] of surrounds.entries()) {
    const own = pages.filter((page) => page.section === at);
    const page =
      own.find((one) => one.blocks.some((block) => 'text' in block) && !hasRole(one)) ?? own[0] ?? pages.at(-1);
    if (page) page.blocks = [...around(heads, 'head'), ...around(feet, 'foot'), ...page.blocks];
  }
  const paged = story.some((block) => block.kind === 'soft-break' && block.rendered);
  if (paged && printsNumbers) addLabels(pages, sections);
  return {
    blocks: pages.flatMap((page, at) => (at === 0 ? page.blocks : [{ kind: 'page-break' } as const, ...page.blocks])),
    paged,
  };
}

/** Numbers run on from section to section, unless one starts anew, and are printed as the section says. */
function addLabels(pages: readonly Page[], sections: readonly XmlNode[]): void {
  let number = 0;
  let before = -1;
  for (const [at, page] of pages.entries()) {
    const { 'w:start': start, 'w:fmt': format = 'decimal' } =
      child(sections[page.section], 'w:pgNumType')?.attributes ?? {};
    number = page.section === before ? number + 1 : (numberOf(start) ?? number + 1);
    before = page.section;
    const label = formatNumber(number, format);
    if (label !== '' && label !== String(at + 1)) page.blocks = [{ kind: 'label', label }, ...page.blocks];
  }
}

const hasRole = ({ blocks }: Page) => blocks.some((block) => block.kind === 'prose' && block.role);

function beginsPage(next: XmlNode | undefined, before: XmlNode | undefined): boolean {
  if (!next) return false;
  const type = valueOf(next, 'w:type') ?? 'nextPage';
  if (type !== 'continuous' && type !== 'nextColumn') return true;
  const size = (section: XmlNode | undefined) => {
    const { 'w:w': width, 'w:h': height } = child(section, 'w:pgSz')?.attributes ?? {};
    return `${width} ${height}`;
  };
  return size(next) !== size(before);
}

/** One line with tabs is text with gaps; several below one another are a table. */
function withoutLoneTabs(story: readonly StoryBlock[]): Exclude<StoryBlock, { kind: 'tabbed' }>[] {
  return story.map((block, at) => {
    if (block.kind !== 'tabbed') return block;
    const alone = story[at - 1]?.kind !== 'tabbed' && story[at + 1]?.kind !== 'tabbed';
    return alone ? { kind: 'prose', text: block.cells.join(' ') } : { kind: 'row', text: rowOf(block.cells) };
  });
}

/** A list of contents among other text is left out, and told: its lines only point to what they name. */
function withoutMixedContents(blocks: FlowBlock[]): FlowBlock[] {
  const roles = new Set(
    blocks.flatMap((block) =>
      'text' in block && block.kind !== 'heading' ? [block.kind === 'prose' ? block.role : undefined] : [],
    ),
  );
  if (roles.size <= 1) return blocks;
  return blocks.map((block) =>
    block.kind === 'prose' && block.role === 'contents'
      ? ({ kind: 'finding', finding: { kind: 'running-line', text: block.text } satisfies Finding } as const)
      : block.kind === 'prose' && block.role
        ? ({ kind: 'prose', text: block.text } as const)
        : block,
  );
}

function around(blocks: readonly StoryBlock[], kind: 'head' | 'foot'): FlowBlock[] {
  return blocks.flatMap((block): FlowBlock[] => {
    if (block.kind === 'finding') return [block];
    if (block.kind === 'tabbed') return block.cells.filter(Boolean).map((text) => ({ kind, text: withoutBars(text) }));
    if (!('text' in block)) return [];
    return [{ kind, text: block.kind === 'row' ? block.text : withoutBars(block.text) }];
  });
}
