import { Fragment, type ReactNode } from 'react';
import { struckParts } from '../pages/struck-text.ts';

type StruckTextProps = { text: string; show?: (text: string, at: number) => ReactNode };

/** A text with what is struck through shown, and read out, as such; `show` shows its parts. */
export function StruckText({ text, show = (part) => part }: StruckTextProps) {
  return (
    <>
      {struckParts(text).map((part) =>
        part.struck ? (
          <del key={part.at} className="text-ink-soft">
            <span className="sr-only">(struck out: </span>
            {show(part.text, part.at)}
            <span className="sr-only">)</span>
          </del>
        ) : (
          <Fragment key={part.at}>{show(part.text, part.at)}</Fragment>
        ),
      )}
    </>
  );
}
