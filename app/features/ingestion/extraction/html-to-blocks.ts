import type { FlowBlock } from './flow-to-pages.ts';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, dec: string, name: string) => {
    const code = hex ? parseInt(hex, 16) : dec ? Number(dec) : 0;
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    return (name && ENTITIES[name.toLowerCase()]) ?? whole;
  });
}

/**
 * Blocks of mammoth's HTML, which is well-formed and of few elements: headings, paragraphs,
 * lists (numbered as read), tables, page breaks as `hr`. No general HTML parser. Pure.
 */
export function htmlToBlocks(html: string): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  let tableDepth = 0;
  let row: string[] = [];
  let cell = '';
  let text = '';
  let marker = '';
  let brokePage = false;

  const close = (kind: 'heading' | 'prose', level = 0) => {
    const clean = text.replace(/[ \t\r\n]+/g, ' ').trim();
    text = '';
    if (tableDepth > 0) {
      if (clean) cell += (cell ? ' ' : '') + clean;
      return;
    }
    if (clean) {
      if (marker) blocks.push({ kind: 'item', text: `${marker} ${clean}` });
      else if (kind === 'heading') blocks.push({ kind, text: clean, level });
      else blocks.push({ kind: 'prose', text: clean });
      marker = '';
    }
    if (brokePage) blocks.push({ kind: 'page-break' });
    brokePage = false;
  };

  for (const [, tag, content] of html.matchAll(/<([^<>]*)>|([^<]+)/g)) {
    if (content !== undefined) {
      text += decode(content);
      continue;
    }
    const ending = tag?.startsWith('/') ?? false;
    const name = /^\/?([a-z0-9]+)/i.exec(tag ?? '')?.[1]?.toLowerCase() ?? '';
    const heading = /^h([1-6])$/.exec(name);
    if (heading || name === 'p') {
      if (ending) close(heading ? 'heading' : 'prose', Number(heading?.[1] ?? 0));
      else if (text.trim()) close('prose');
    } else if (name === 'br') {
      text += ' ';
    } else if (name === 'hr') {
      // Inside a paragraph what stands before the break belongs to the page before it.
      if (tableDepth === 0) {
        brokePage = true;
        close('prose');
      }
    } else if (name === 'ol' || name === 'ul') {
      close('prose');
      if (ending) lists.pop();
      else lists.push({ ordered: name === 'ol', count: 0 });
    } else if (name === 'li') {
      close('prose');
      const list = lists.at(-1);
      if (!ending && list) {
        list.count += 1;
        marker = list.ordered ? `${list.count}.` : '•';
      } else if (ending) {
        marker = '';
      }
    } else if (name === 'table') {
      if (!ending && tableDepth === 0) close('prose');
      else close('prose');
      tableDepth += ending ? -1 : 1;
    } else if (name === 'tr' && tableDepth === 1) {
      if (ending) {
        if (row.some(Boolean)) blocks.push(row.length > 1 ? { kind: 'row', text: row.join(' | ') } : { kind: 'prose', text: row[0] ?? '' });
      }
      row = [];
    } else if ((name === 'td' || name === 'th') && tableDepth === 1) {
      close('prose');
      if (ending) row.push(cell);
      cell = '';
    }
  }
  close('prose');
  return blocks;
}
