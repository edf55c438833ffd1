import type { FlowBlock } from './flow-to-pages.ts';
import { joinWrappedLines } from './normalise-text.ts';

const TABLE_RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/;
const ITEM = /^\s*(?:[-*+]|(\d{1,4})[.)])\s(.*)$/s;
const EMPHASIS = /(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])/g;

/**
 * Inline marks removed, what they mark kept; pictures leave their description. No pattern's inside may hold the sign that it begins
 * with, or a text of many beginnings and no end would be read anew from each.
 */
function inline(text: string): string {
  return text
    .replace(/!\[([^[\]]*)\]\([^)[]*\)/g, '$1')
    .replace(/\[([^[\]]+)\]\([^)[]*\)/g, '$1')
    .replace(/<(https?:[^<>]+)>/g, '$1')
    .replace(EMPHASIS, '$1')
    .replace(/\*\*(?=\S)([^*]+)(?<=\S)\*\*/g, '$1')
    .replace(/__(?=\S)([^_]+)(?<=\S)__/g, '$1')
    .replace(EMPHASIS, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>])/g, '$1')
    .trim();
}

/** A text without its comments; one that never ends is kept. */
function withoutComments(text: string): string {
  const out: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) break;
    out.push(text.slice(at, start));
    at = end + 3;
  }
  return out.join('') + text.slice(at);
}

/** `title: "…"` among the lines of the front matter. */
function titleOf(front: string): string | undefined {
  const line = front.split('\n').find((candidate) => candidate.startsWith('title:'));
  const value = line?.slice('title:'.length).trim() ?? '';
  return value.replace(/^["']/, '').replace(/["']$/, '') || undefined;
}

/** `## Heating ##` as its level and text. */
function headingOf(line: string): { level: number; text: string } | null {
  const marks = /^#{1,6}(?=\s)/.exec(line)?.[0];
  if (!marks) return null;
  let end = line.trimEnd().length;
  while (end > marks.length && line[end - 1] === '#') end -= 1;
  return { level: marks.length, text: line.slice(marks.length, end).trim() };
}

const isTableLine = (line: string) => line.length > 1 && line.startsWith('|') && line.endsWith('|');
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
    title = titleOf(front[1] ?? '');
    body = body.slice(front[0].length);
  }
  for (const raw of withoutComments(body).split(/\n|(?=\f)/)) {
    if (raw.startsWith('\f')) {
      close();
      blocks.push({ kind: 'page-break' });
    }
    const line = raw.replace(/\f/g, '').replace(/^\s*>\s?/, '');
    const heading = headingOf(line);
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
      const text = inline(heading.text);
      if (text) blocks.push({ kind: 'heading', text, level: heading.level });
      title ??= text || undefined;
    } else if (/^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$/.test(line)) {
      close();
    } else if (TABLE_RULE.test(line.trim()) && line.includes('|')) {
      close();
    } else if (isTableLine(line.trim()) || (blocks.at(-1)?.kind === 'row' && line.includes(' | ') && lines.length === 0)) {
      close();
      blocks.push({ kind: 'row', text: cells(line.trim()).join(' | ') });
    } else if (item) {
      close();
      kind = 'item';
      prefix = item[1] ? `${item[1]}. ` : '• ';
      lines = [item[2] ?? ''];
    } else {
      lines.push(line.trim());
    }
  }
  close();
  return { blocks, ...(title ? { title } : {}) };
}
