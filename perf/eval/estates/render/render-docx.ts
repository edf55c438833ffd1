import { lexer, type Token, type Tokens } from 'marked';
import {
  cell,
  instance,
  level,
  list,
  makeWord,
  numbered,
  para,
  row,
  run,
  styled,
  table,
} from '#app/features/ingestion/extraction/testing/make-word.ts';
import { parseEstateSource, type EstateMeta } from '../document-source.ts';

const BOLD = '<w:b/>';
const DASHES = 1;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const runsOf = (tokens: readonly Token[], properties = ''): string =>
  tokens
    .map((token) => {
      if (token.type === 'strong') return runsOf((token as Tokens.Strong).tokens, BOLD);
      if ('tokens' in token && token.tokens) return runsOf(token.tokens, properties);
      if (token.type !== 'text' && token.type !== 'escape') throw new Error(`No "${token.type}" in a Word document.`);
      return run(escaped((token as Tokens.Text).text), properties);
    })
    .join('');

/** Renders a document (front matter and Markdown) as a Word file. Throws on what the renderer does not know. */
export function renderDocx(source: string): { meta: EstateMeta; file: Buffer } {
  const { meta, body } = parseEstateSource(source);
  let lists = DASHES;
  const blockOf = (token: Token): string => {
    switch (token.type) {
      case 'space':
        return '';
      case 'heading':
        return styled(`H${(token as Tokens.Heading).depth}`, escaped((token as Tokens.Heading).text));
      case 'paragraph':
        return para(runsOf((token as Tokens.Paragraph).tokens));
      case 'list': {
        const { ordered, items } = token as Tokens.List;
        if (ordered) lists += 1;
        return items.map(({ text }) => numbered(ordered ? lists : DASHES, escaped(text.trim()))).join('');
      }
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        return table(
          [header, ...rows].map((cells, at) =>
            row(...cells.map(({ tokens }) => cell(para(runsOf(tokens, at === 0 ? BOLD : ''))))),
          ),
        );
      }
      default:
        throw new Error(`A Word document may not hold a block of the kind "${token.type}".`);
    }
  };
  const blocks = lexer(body).map(blockOf).join('');
  const decimals = Array.from({ length: lists - DASHES }, (_, at) => DASHES + 1 + at);
  const numbering =
    list(0, level(0, 'bullet', '•')) +
    decimals.map((id) => list(id, level(0, 'decimal', '%1.'))).join('') +
    instance(DASHES, 0) +
    decimals.map((id) => instance(id, id)).join('');
  const head = styled('H1', escaped(meta.title)) + para(run(escaped(`${meta.reference} · ${meta.date}`)));
  return { meta, file: Buffer.from(makeWord({ body: head + blocks, numbering })) };
}
