import { marked, type Token } from 'marked';

/** An answer's Markdown as tokens; rendering makes elements of the harmless ones and plain text of all others. */
export function answerTokens(text: string): Token[] {
  return isTame(text) ? marked.lexer(text, { gfm: true }) : [{ type: 'code', raw: text, text }];
}

/**
 * Characters, signs of emphasis and nesting of an answer that is read as Markdown: its parser is cubic in signs, and
 * calls itself for each nesting.
 */
const MAX_TEXT = 10_000;
const MAX_SIGNS = 400;
const NESTED = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*){9}/m;

function isTame(text: string): boolean {
  return text.length <= MAX_TEXT && !NESTED.test(text) && text.replace(/[^*_~`[\]<!]/g, '').length <= MAX_SIGNS;
}

/** Whether a token of struck text is one: a single tilde stands for "about". */
export const isStruck = (token: Token): boolean => token.type === 'del' && token.raw.startsWith('~~');

/** `Press the switch [1][2]` → what stands between the marks, and the marks' numbers. */
export function splitMarks(text: string): (string | number)[] {
  return text
    .split(/\s?\[(\d{1,2})\]/)
    .flatMap<string | number>((part, index) => (index % 2 === 1 ? [Number(part)] : part === '' ? [] : [part]));
}

/** Does the text itself say which source it rests on? */
export function hasMarks(text: string): boolean {
  return /\[\d{1,2}\]/.test(text);
}

/** The answer without marks and Markdown signs: for a screen reader's announcement and for copying. */
export function plainAnswer(text: string): string {
  return answerTokens(text)
    .map(plainToken)
    .join('')
    .replace(/\s?\[\d{1,2}\]/g, '')
    .trim();
}

function plainToken(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'list':
      return `${(token.items as { tokens: Token[] }[])
        .map(
          (item, index) =>
            `${token.ordered ? `${Number(token.start || 1) + index}.` : '•'} ` +
            `${item.tokens.map(plainToken).join('').trim()}`,
        )
        .join('\n')}\n\n`;
    case 'table':
      return `${[token.header, ...token.rows].map(plainRow).join('\n')}\n\n`;
    case 'br':
      return '\n';
    case 'del':
      return isStruck(token) ? `(struck out: ${(token.tokens ?? []).map(plainToken).join('')})` : token.raw;
    default: {
      const inner =
        'tokens' in token && token.tokens
          ? token.tokens.map(plainToken).join('')
          : 'text' in token
            ? String(token.text)
            : token.raw;
      return ['paragraph', 'heading', 'blockquote', 'code'].includes(token.type) ? `${inner.trim()}\n\n` : inner;
    }
  }
}

function plainRow(row: { tokens: Token[] }[]): string {
  return row.map((cell) => cell.tokens.map(plainToken).join('')).join(', ');
}
