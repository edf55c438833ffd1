import { raise } from '../language/raised-figures.ts';
import { child, childrenOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

/** An equation deeper than this is not read. */
const MAX_DEPTH = 60;
const ROOTS: Record<string, string> = { '': '√', '3': '∛', '4': '∜' };
/** Words that are longer or of several parts take brackets when something is done to them as a whole. */
const SIMPLE = /^(?:[\p{L}\p{N}.,°′″]{0,40}|\([^()]{0,200}\)|√\([^()]{0,200}\))$/u;

/**
 * An equation (OMML) as a line of text: `0.18 W/m²K`, `(a + b)/(2c)`, `√(x)`, `∑_(i=1)^n x`. Null when its parts stand
 * in one another too deep. Pure.
 */
export function equationText(node: XmlNode): string | null {
  try {
    return inside(node, 0)
      .replace(/[ \t\r\n]+/g, ' ')
      .trim();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

class TooDeep extends Error {}

const inside = (node: XmlNode | undefined, depth: number): string =>
  (node?.children ?? []).map((one) => show(one, depth + 1)).join('');

const grouped = (text: string): string => (SIMPLE.test(text) ? text : `(${text})`);

const above = (text: string): string => (text === '' ? '' : (raise(text) ?? `^${grouped(text)}`));
const below = (text: string): string => (text === '' ? '' : `_${grouped(text)}`);

function show(node: XmlNode, depth: number): string {
  if (depth > MAX_DEPTH) throw new TooDeep();
  const part = (name: string) => inside(child(node, name), depth);
  const parts = (name: string) => childrenOf(node, name).map((one) => inside(one, depth));
  const properties = child(node, `${node.name}Pr`);
  switch (node.name) {
    case 'm:t':
    case 'w:t':
      return node.text;
    case 'w:del':
    case 'w:moveFrom':
    case 'm:ctrlPr':
      return '';
    case 'm:f': {
      const type = valueOf(properties, 'm:type');
      const [over, under] = [part('m:num'), part('m:den')];
      return type === 'noBar' ? `(${over}; ${under})` : `${grouped(over)}/${grouped(under)}`;
    }
    case 'm:sSup':
      return grouped(part('m:e')) + above(part('m:sup'));
    case 'm:sSub':
      return grouped(part('m:e')) + below(part('m:sub'));
    case 'm:sSubSup':
      return grouped(part('m:e')) + below(part('m:sub')) + above(part('m:sup'));
    case 'm:sPre':
      return below(part('m:sub')) + above(part('m:sup')) + grouped(part('m:e'));
    case 'm:rad': {
      const degree = switchOf(properties, 'm:degHide') ? '' : part('m:deg').trim();
      return `${ROOTS[degree] ?? `${above(degree)}√`}(${part('m:e')})`;
    }
    case 'm:nary': {
      const sign = valueOf(properties, 'm:chr') ?? '∫';
      const from = switchOf(properties, 'm:subHide') ? '' : part('m:sub');
      const to = switchOf(properties, 'm:supHide') ? '' : part('m:sup');
      return `${sign}${below(from)}${to === '' ? '' : `^${grouped(to)}`} ${part('m:e')}`;
    }
    case 'm:d': {
      const open = valueOf(properties, 'm:begChr') ?? '(';
      const close = valueOf(properties, 'm:endChr') ?? ')';
      const between = valueOf(properties, 'm:sepChr') ?? '|';
      // A bar with spaces around it would part cells.
      const parted = between === '|' ? parts('m:e').map((part) => part.trim()) : parts('m:e');
      return open + parted.join(between === '|' ? between : ` ${between} `) + close;
    }
    case 'm:func':
      return `${part('m:fName')} ${part('m:e')}`;
    case 'm:limLow':
      return part('m:e') + below(part('m:lim'));
    case 'm:limUpp':
      return `${part('m:e')}^${grouped(part('m:lim'))}`;
    case 'm:acc':
      return part('m:e') + (valueOf(properties, 'm:chr') ?? '\u0302');
    case 'm:eqArr':
      return parts('m:e').join('; ');
    case 'm:m':
      return childrenOf(node, 'm:mr')
        .map((row) =>
          childrenOf(row, 'm:e')
            .map((cell) => inside(cell, depth + 1))
            .join(', '),
        )
        .join('; ');
    case 'm:phant':
      return switchOf(properties, 'm:show') === false ? '' : part('m:e');
    case 'w:br':
      return ' ';
    default:
      return node.name.endsWith('Pr') ? '' : inside(node, depth);
  }
}
