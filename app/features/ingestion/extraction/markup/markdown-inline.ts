import { decodeHTML } from 'entities';
import type { Token, Tokens } from 'marked';
import { isHtmlTag } from './html-names.ts';
import { addressAfter } from './link-address.ts';
import { raise } from '../language/raised-figures.ts';

/** A line break that was asked for; one of the source is a space. */
export const BREAK = '\u2028';

/**
 * The words of a text's tokens: emphasis without its marks, links with where they lead, what is struck through between
 * `~~`, words in angle brackets that are no HTML as they are. Pure.
 */
export function inlineText(tokens: readonly Token[]): string {
  const out: string[] = [];
  let raised = false;
  for (const token of tokens) {
    if (token.type === 'html') {
      const tag = token.raw.toLowerCase();
      if (tag === '<sup>' || tag === '</sup>') raised = tag === '<sup>';
      out.push(ofTag(token.raw));
    } else {
      const text = ofToken(token);
      out.push((raised ? raise(text) : null) ?? text);
    }
  }
  return out.join('');
}

function ofTag(raw: string): string {
  if (/^<br\s*\/?>$/i.test(raw)) return BREAK;
  return isHtmlTag(raw) ? '' : decodeHTML(raw);
}

function ofToken(token: Token): string {
  if (token.type === 'br') return BREAK;
  if (token.type === 'codespan' || token.type === 'escape') return String(token.text);
  if (token.type === 'checkbox') return '';
  if ('tokens' in token && token.tokens) {
    const text = inlineText(token.tokens);
    if (token.type === 'del') return `~~${text}~~`;
    return token.type === 'link' ? text + addressAfter(text, (token as Tokens.Link).href) : text;
  }
  return decodeHTML('text' in token ? String(token.text) : token.raw);
}

/** What is said of each picture among a text's tokens; '' where nothing is. */
export const picturesIn = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) =>
    token.type === 'image' ? [String(token.text)] : 'tokens' in token && token.tokens ? picturesIn(token.tokens) : [],
  );
