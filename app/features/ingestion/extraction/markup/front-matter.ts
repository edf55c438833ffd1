const KEY = /^["']?(\p{L}[\p{L}\p{N}_ .-]{0,60})["']?:(?=\s|$)/u;
/** TOML's: "title = ...". */
const SET = /^([A-Za-z][\w.-]{0,60})\s{0,9}=\s{0,9}/;
/** Lines of front matter that are read; a file with more is a list of something else. */
const MAX_LINES = 1_000;

export type FrontMatter = {
  entries: [key: string, value: string][];
  /** Characters of the source that it takes. */ length: number;
};

/**
 * The front matter that a Markdown text begins with: lines of `key: value` between two rules (or, between lines of
 * three plus signs, of `key = value`), with lists and indented
 * lines as parts of the value above them. Null for a rule that is followed by anything else, an empty line included.
 * Line ends are `\n`. Pure.
 */
export function readFrontMatter(text: string): FrontMatter | null {
  if (text.startsWith('+++\n')) return readToml(text);
  if (!text.startsWith('---\n')) return null;
  const entries: FrontMatter['entries'] = [];
  let at = 4;
  for (let lines = 0; lines < MAX_LINES && at < text.length; lines += 1) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? undefined : end).trimEnd();
    at = end < 0 ? text.length : end + 1;
    if (line === '---' || line === '...') return entries.length > 0 ? { entries, length: at } : null;
    const last = entries.at(-1);
    const bare = line.trimStart();
    const isPart = bare.length < line.length || bare.startsWith('- ');
    const [start = '', key] = KEY.exec(line) ?? [];
    if (isPart && last) last[1] += (last[1] ? ', ' : '') + unquoted(bare.startsWith('- ') ? bare.slice(2) : bare);
    else if (key !== undefined) entries.push([key.trim(), unquoted(line.slice(start.length))]);
    else if (!(line.startsWith('#') || line === '') || !last) return null;
  }
  return null;
}

function readToml(text: string): FrontMatter | null {
  const entries: FrontMatter['entries'] = [];
  let at = 4;
  for (let lines = 0; lines < MAX_LINES && at < text.length; lines += 1) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? undefined : end).trim();
    at = end < 0 ? text.length : end + 1;
    if (line === '+++') return entries.length > 0 ? { entries, length: at } : null;
    const [start = '', key] = SET.exec(line) ?? [];
    if (key !== undefined) entries.push([key, unquoted(line.slice(start.length))]);
    else if (line !== '' && !/^[#[]/.test(line)) return null;
  }
  return null;
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  // A block of lines (`|`, `>`) has its text below; a list in one line is its members.
  if (/^[|>][+-]?$/.test(trimmed)) return '';
  if (trimmed.startsWith('[') && trimmed.endsWith(']'))
    return trimmed
      .slice(1, -1)
      .split(',')
      .map((one) => unquoted(one.replaceAll('[', '')))
      .join(', ');
  const quote = trimmed.at(0);
  const quoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return quoted ? trimmed.slice(1, -1) : trimmed;
}
