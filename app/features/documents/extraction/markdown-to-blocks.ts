import type { FlowBlock } from './flow-to-pages.ts';
import { joinWrappedLines } from './normalise-text.ts';

const TABLE_RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,4})[.)])\s+(.*)$/;

/** Inline marks removed, what they mark kept; pictures leave their description. */
function inline(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>])/g, '$1')
    .trim();
}

const cells = (line: string) => line.replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => inline(cell));

/** Blocks of a Markdown text, and its title (front matter, else the first heading). Pure. */
export function markdownToBlocks(source: string): { blocks: FlowBlock[]; title?: string } {
  const blocks: FlowBlock[] = [];
  let title: string | undefined;
  let lines: string[] = [];
  let kind: 'prose' | 'item' = 'prose';
  let prefix = '';
  let fenced = false;
  const close = () => {
    const text = inline(joinWrappedLines(lines));
    if (text) blocks.push({ kind, text: prefix + text });
    lines = [];
    prefix = '';
    kind = 'prose';
  };
  let body = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(body);
  if (front) {
    title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(front[1] ?? '')?.[1];
    body = body.slice(front[0].length);
  }
  for (const raw of body.replace(/<!--[\s\S]*?-->/g, '').split(/\n|(?=\f)/)) {
    if (raw.startsWith('\f')) {
      close();
      blocks.push({ kind: 'page-break' });
    }
    const line = raw.replace(/\f/g, '').replace(/^\s*>\s?/, '');
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const item = ITEM.exec(line);
    if (/^\s*(?:```|~~~)/.test(line)) {
      close();
      fenced = !fenced;
    } else if (fenced) {
      if (line.trim()) blocks.push({ kind: 'prose', text: line.trim() });
    } else if (!line.trim()) {
      close();
    } else if (heading) {
      close();
      const text = inline(heading[2] ?? '');
      if (text) blocks.push({ kind: 'heading', text, level: heading[1]?.length ?? 1 });
      title ??= text || undefined;
    } else if (/^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$/.test(line)) {
      close();
    } else if (TABLE_RULE.test(line.trim()) && line.includes('|')) {
      close();
    } else if (/^\s*\|.*\|\s*$/.test(line) || (blocks.at(-1)?.kind === 'row' && line.includes(' | ') && lines.length === 0)) {
      close();
      blocks.push({ kind: 'row', text: cells(line.trim()).join(' | ') });
    } else if (item) {
      close();
      kind = 'item';
      prefix = item[2] ? `${item[2]}. ` : '• ';
      lines = [item[3] ?? ''];
    } else {
      lines.push(line.trim());
    }
  }
  close();
  return { blocks, ...(title ? { title } : {}) };
}
