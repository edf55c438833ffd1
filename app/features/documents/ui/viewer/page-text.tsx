import { clsx } from 'clsx';
import { Fragment, useMemo } from 'react';
import { pageBlocks, type PageBlock } from '../../pages/page-blocks.ts';
import { isLikeTheRest } from '../../pages/table-row.ts';
import { WideFrame } from '#app/ui/wide-frame.tsx';
import { StruckText } from '../struck-text.tsx';
import { howMuch, placeQuote, type QuoteEdge, type QuoteFound } from './find-quote.ts';
import type { QuotePiece, QuoteRange } from './quote-letters.ts';

type PageTextProps = {
  text: string;
  headings: readonly { title: string; level: number }[];
  /** The passage to mark, if any; `edge` when a part of it stands on another page. */
  quote?: string | undefined;
  edge?: QuoteEdge | undefined;
};

type Places = Map<string, QuoteRange[]>;
type Marks = { places: Places; marked: QuoteFound };

/** The text of a page as it was read: headings as headings, tables as tables, with the quoted passage marked. */
export function PageText({ text, headings, quote, edge }: PageTextProps) {
  const blocks = useMemo(() => pageBlocks(text, headings), [text, headings]);
  const marks = useMemo(() => (quote ? marksIn(blocks, quote, edge).places : new Map()), [blocks, quote, edge]);
  return (
    <div className="grid gap-4 leading-relaxed *:min-w-0">
      {blocks.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a page's blocks never move
        <Block key={index} block={block} at={index} marks={marks} />
      ))}
    </div>
  );
}

/** How much of `quote` a page's text has. */
export const markedOf = ({ text, headings, quote, edge }: PageTextProps): QuoteFound =>
  quote ? marksIn(pageBlocks(text, headings), quote, edge).marked : 'none';

/** Marks by the place of their line: `block`, `block.line` or `block.row.cell`. */
function marksIn(blocks: readonly PageBlock[], quote: string, edge: QuoteEdge | undefined): Marks {
  const keys: string[] = [];
  const pieces: QuotePiece[] = [];
  const add = (key: string, text: string, box?: QuotePiece['box']) => {
    keys.push(key);
    pieces.push({ text, box });
  };
  let line = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') add(`${index}`, block.title);
    else if (block.kind === 'table')
      for (const [row, cells] of block.rows.entries()) {
        line += 2;
        for (const [cell, text] of cells.entries())
          add(`${index}.${row}.${cell}`, text, [cell, line, cell + 1, line + 1]);
      }
    else for (const [row, text] of linesOf(block).entries()) add(`${index}.${row}`, text);
  }
  const places: Places = new Map();
  const found = placeQuote(pieces, quote, edge);
  for (const range of found.ranges) {
    const key = keys[range.piece]!;
    places.set(key, [...(places.get(key) ?? []), range]);
  }
  return { places, marked: howMuch(found) };
}

const linesOf = (block: PageBlock) => (block.kind === 'list' ? block.items : block.kind === 'text' ? block.lines : []);

function Block({ block, at, marks }: { block: PageBlock; at: number; marks: Places }) {
  if (block.kind === 'heading') {
    const Heading = block.level <= 1 ? 'h3' : block.level === 2 ? 'h4' : 'h5';
    return (
      <Heading
        dir="auto"
        className={clsx(
          'mt-2 font-serif leading-snug font-semibold first:mt-0',
          block.level <= 1 ? 'text-xl' : block.level === 2 ? 'text-lg' : 'text-base',
        )}
      >
        <Marked text={block.title} ranges={marks.get(`${at}`)} />
      </Heading>
    );
  }
  if (block.kind === 'table') return <Table rows={block.rows} at={at} marks={marks} />;
  if (block.kind === 'list')
    return (
      <ul className="grid gap-1.5">
        {block.items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a page's lines never move
          <li key={index} dir="auto" className="ps-6 -indent-6">
            <Marked text={item} ranges={marks.get(`${at}.${index}`)} />
          </li>
        ))}
      </ul>
    );
  return (
    <div className="grid gap-1.5">
      {block.lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a page's lines never move
        <p key={index} dir="auto" className="break-words">
          <Marked text={line} ranges={marks.get(`${at}.${index}`)} />
        </p>
      ))}
    </div>
  );
}

/** A table whose first letters are Hebrew or Arabic has its first column at the right, as on its page. */
const directionOf = (rows: string[][]) =>
  /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFEFC]/u.test(rows.flat().join(' ').slice(0, 200)) ? 'rtl' : undefined;

/** The first row heads a table where it does for whoever asks. */
function Table({ rows, at, marks }: { rows: string[][]; at: number; marks: Places }) {
  const columns = Math.max(...rows.map((row) => row.length));
  const cell = (row: number, column: number) => (
    <Marked text={rows[row]?.[column] ?? ''} ranges={marks.get(`${at}.${row}.${column}`)} />
  );
  const header = rows.length > 1 && !isLikeTheRest(rows) ? 0 : undefined;
  const body = header === undefined ? [...rows.keys()] : [...rows.keys()].slice(1);
  const all = Array.from({ length: columns }, (_, column) => column);
  return (
    <WideFrame label={`Table of ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`}>
      <table
        dir={directionOf(rows)}
        className="w-full border-collapse text-start text-[0.9375rem] leading-snug [&_:is(td,th)]:align-top"
      >
        {header === undefined ? null : (
          <thead className="bg-sand/70">
            <tr>
              {all.map((column) => (
                <th
                  key={column}
                  dir="auto"
                  scope="col"
                  className="min-w-16 border-b border-hairline px-3 py-2 text-start font-semibold"
                >
                  {cell(header, column)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody className="divide-y divide-hairline">
          {body.map((row) => (
            <tr key={row}>
              {all.map((column) => (
                <td key={column} dir="auto" className="min-w-16 px-3 py-2">
                  {cell(row, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}

function Marked({ text, ranges = [] }: { text: string; ranges: QuoteRange[] | undefined }) {
  return <StruckText text={text} show={(part, at) => markedPart(part, at, ranges)} />;
}

/** A part of a line that begins at `at`, with what of the ranges lies in it marked. */
function markedPart(text: string, at: number, ranges: readonly QuoteRange[]) {
  const own = ranges
    .map(({ start, end }) => ({ start: Math.max(0, start - at), end: Math.min(text.length, end - at) }))
    .filter(({ start, end }) => start < end);
  return (
    <>
      {own.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(own[index - 1]?.end ?? 0, start)}
          <mark className="rounded-sm bg-gold-wash box-decoration-clone px-0.5 text-ink">{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(own.at(-1)?.end ?? 0)}
    </>
  );
}
