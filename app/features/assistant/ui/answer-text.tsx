import { clsx } from 'clsx';
import type { Token, Tokens } from 'marked';
import { Fragment, useMemo, type ReactNode } from 'react';
import { answerTokens, hasMarks, isStruck, splitMarks } from './answer-tokens.ts';
import { WideFrame } from '#app/ui/wide-frame.tsx';
import type { Citation } from './chat-contract.ts';
import { CitationMark } from './citation-mark.tsx';
import { StrongWords } from './strong-words.tsx';

/**
 * An answer's text as elements (F4): paragraphs, lists, tables and emphasis. Links, images and HTML come from nobody we
 * trust, so they stay the text that they are. Marks like [1] become links to their sources; a text without marks gets
 * all of them at its end.
 */
export function AnswerText({
  text,
  citations,
  settled,
  large = false,
}: {
  text: string;
  citations: Citation[];
  settled: boolean;
  large?: boolean;
}) {
  const tokens = useMemo(() => {
    const marks =
      settled && citations.length > 0 && !hasMarks(text) ? citations.map((_, index) => `[${index + 1}]`).join('') : '';
    return answerTokens(marks ? withMarks(text.trimEnd(), marks) : text);
  }, [text, citations, settled]);
  return (
    <div className={clsx('grid gap-3', large ? 'text-xl leading-snug' : 'text-[1.0625rem] leading-[1.6]')}>
      {tokens.map((token, index) => block(token, index, citations))}
    </div>
  );
}

/** A list or table takes its marks on a line of their own. */
function withMarks(text: string, marks: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1).trimStart();
  return `${text}${/^(?:[-*|>]|\d+\.)/.test(line) ? '\n\n' : ' '}${marks}`;
}

function block(token: Token, key: number, citations: Citation[]): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return (
        <p key={key} dir="auto" className="font-semibold">
          {inline(token.tokens ?? [], citations)}
        </p>
      );
    case 'list':
      return <AnswerList key={key} list={token as Tokens.List} citations={citations} />;
    case 'table':
      return <AnswerTable key={key} table={token as Tokens.Table} citations={citations} />;
    case 'blockquote':
      return (
        <blockquote key={key} dir="auto" className="grid gap-2 border-s-2 border-gold/50 ps-4 text-ink-soft">
          {(token.tokens ?? []).map((child, index) => block(child, index, citations))}
        </blockquote>
      );
    case 'hr':
      return <hr key={key} className="border-hairline" />;
    case 'paragraph':
    case 'text':
      return (
        <p key={key} dir="auto">
          {inline(token.tokens ?? [token], citations)}
        </p>
      );
    default:
      return (
        <p key={key} dir="auto" className="whitespace-pre-wrap">
          {plain('text' in token ? String(token.text) : token.raw, citations)}
        </p>
      );
  }
}

function AnswerList({ list, citations }: { list: Tokens.List; citations: Citation[] }) {
  const items = list.items.map((item, index) => (
    <li key={index} dir="auto" className="ps-1">
      {item.tokens.map((child, at) =>
        child.type === 'text' ? (
          <Fragment key={at}>{inline(child.tokens ?? [child], citations)}</Fragment>
        ) : (
          block(child, at, citations)
        ),
      )}
    </li>
  ));
  return list.ordered ? (
    <ol
      start={list.start === '' ? 1 : list.start}
      className="grid list-decimal gap-1.5 pl-6 marker:font-semibold marker:text-ink-soft marker:tabular-nums"
    >
      {items}
    </ol>
  ) : (
    <ul className="grid list-disc gap-1.5 pl-6 marker:text-edge">{items}</ul>
  );
}

function AnswerTable({ table, citations }: { table: Tokens.Table; citations: Citation[] }) {
  return (
    <WideFrame label="Table in the answer" className="bg-paper">
      <table className="w-full border-collapse text-base">
        {table.header.every((cell) => cell.text.trim() === '') ? null : (
          <thead>
            <tr>
              {table.header.map((cell, index) => (
                <th
                  key={index}
                  scope="col"
                  dir="auto"
                  className="border-b border-hairline px-3 py-2 text-start font-semibold"
                >
                  {inline(cell.tokens, citations)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className="border-b border-hairline last:border-0">
              {row.map((cell, at) => (
                <td key={at} dir="auto" className="px-3 py-2 align-top">
                  {inline(cell.tokens, citations)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideFrame>
  );
}

function inline(tokens: Token[], citations: Citation[]): ReactNode {
  return tokens.map((token, key) => {
    switch (token.type) {
      case 'strong':
        return (
          <StrongWords key={key} text={'text' in token ? String(token.text) : ''}>
            {inline(token.tokens ?? [], citations)}
          </StrongWords>
        );
      case 'em':
        return <em key={key}>{inline(token.tokens ?? [], citations)}</em>;
      case 'br':
        return <br key={key} />;
      case 'codespan':
        return (
          <code key={key} className="rounded bg-sand px-1 py-0.5 text-[0.9em]">
            {token.text}
          </code>
        );
      case 'image':
        return <Fragment key={key}>{token.raw}</Fragment>;
      case 'del':
        return isStruck(token) ? (
          <del key={key} className="text-ink-soft">
            <span className="sr-only">(struck out: </span>
            {inline(token.tokens ?? [], citations)}
            <span className="sr-only">)</span>
          </del>
        ) : (
          <Fragment key={key}>{plain(token.raw, citations)}</Fragment>
        );
      case 'link':
        return <Fragment key={key}>{inline(token.tokens ?? [], citations)}</Fragment>;
      default:
        return (
          <Fragment key={key}>
            {'tokens' in token && token.tokens
              ? inline(token.tokens, citations)
              : plain('text' in token ? String(token.text) : token.raw, citations)}
          </Fragment>
        );
    }
  });
}

/** A mark whose source has not arrived, or does not exist, is left out. */
function plain(text: string, citations: Citation[]): ReactNode {
  return splitMarks(text).map((part, index) => {
    if (typeof part === 'string') return <Fragment key={index}>{part}</Fragment>;
    const citation = citations[part - 1];
    return citation ? <CitationMark key={index} number={part} citation={citation} /> : null;
  });
}
