import { Badge } from '#app/ui/badge.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import type { ShownPassage, ShownWhy } from '../../answers/get-answer.server.ts';
import { Code, Fact, Facts } from '../facts.tsx';
import { BLOCKER_NAMES, partNamed, score } from './answer-words.ts';

type Search = ShownWhy['searches'][number];
type Decision = NonNullable<Search['decision']>;
type Ranked = ShownPassage & { rank: number };

/** One look into the documents: what was asked for, how it was decided, and what was found. */
export function SearchCard({ search }: { search: Search }) {
  return (
    <Card>
      <CardHeader
        title={search.chosen ? 'What the answer is made of' : 'Another reading, not used'}
        description={search.with_talk ? 'Read together with what was said before.' : undefined}
        level="h3"
      />
      <Facts className="mb-5">
        <Fact term="Looked for">{search.text}</Fact>
        <Fact term="Put right as">{search.asked === search.text ? 'as it stands' : search.asked}</Fact>
        <Fact term="Asks for">{search.kind === 'any' ? 'no kind of thing in particular' : search.kind}</Fact>
        <Fact term="Words">
          <ul className="flex flex-wrap gap-1.5">
            {search.terms.map(({ words, weight, known }) => (
              <li key={words}>
                <Badge tone={known ? 'neutral' : 'caution'} className="max-w-full whitespace-normal wrap-anywhere">
                  {`${words} · ${weight.toFixed(2)}${known ? '' : ' · in no document'}`}
                </Badge>
              </li>
            ))}
          </ul>
        </Fact>
        {search.identifiers.length > 0 ? <Fact term="Exactly">{search.identifiers.join(', ')}</Fact> : null}
        <Fact term="By">{search.by_meaning ? 'words and meaning' : 'words alone'}</Fact>
      </Facts>
      {search.decision ? (
        <DecisionTable decision={search.decision} />
      ) : (
        <p className="mb-5 text-[0.9375rem] text-ink-soft">The language model judged whether these passages answer.</p>
      )}
      <h4 className="mb-2 font-semibold">Passages</h4>
      <DataTable
        caption="Passages, the best first"
        columns={PASSAGES}
        rows={search.passages.map((passage, at) => ({ ...passage, rank: at + 1 }))}
        rowKey={({ chunk_id, rank }) => `${rank} ${chunk_id}`}
        empty={<p className="text-ink-soft">None was found.</p>}
      />
    </Card>
  );
}

const PASSAGES: Column<Ranked>[] = [
  {
    key: 'passage',
    header: 'Passage',
    primary: true,
    className: 'md:w-3/5',
    cell: (passage) => (
      <span className="grid gap-1 wrap-anywhere">
        <span>
          {passage.rank}. {passage.heading ?? passage.title}
        </span>
        <span className="text-sm font-normal text-ink-soft">{`${passage.title}, page ${passage.page}`}</span>
        {passage.best ? <span className="text-[0.9375rem] font-normal">“{passage.best.text}”</span> : null}
        <Whole passage={passage} />
      </span>
    ),
  },
  { key: 'words', header: 'Words', align: 'end', cell: ({ words }) => score(words) },
  { key: 'cosine', header: 'Meaning', align: 'end', cell: ({ cosine }) => score(cosine) },
  { key: 'score', header: 'Both', align: 'end', cell: (passage) => score(passage.score) },
  { key: 'best', header: 'Its sentence', align: 'end', cell: ({ best }) => (best ? score(best.score) : '–') },
  { key: 'prompted', header: 'To the model', cell: ({ prompted }) => (prompted ? 'yes' : '–') },
];

function Whole({ passage }: { passage: Ranked }) {
  return (
    <details className="text-sm font-normal">
      <summary className="min-h-11 cursor-pointer content-center">Whole, and what speaks for it</summary>
      <p className="mb-2 whitespace-pre-line">
        {passage.text ?? 'This passage is not in the library any more: its document was read anew, changed or deleted.'}
      </p>
      {passage.best ? <Parts label={`Parts of passage ${passage.rank}`} parts={passage.best.parts} /> : null}
      <Code>{passage.chunk_id}</Code>
    </details>
  );
}

const VERDICTS: Record<Decision['verdict'], string> = {
  answers: 'The documents answer it.',
  declines: 'The documents do not answer it.',
  'asks-back': 'Nobody can tell what is meant: it was asked back.',
};

function DecisionTable({ decision }: { decision: Decision }) {
  const { parts, bias, confidence, threshold, verdict, blocked_by: blocked, calibrated, sure } = decision;
  const side = (confidence ?? 0) > threshold ? 'above' : 'below';
  return (
    <div className="mb-5">
      <h4 className="mb-1 font-semibold">Decision</h4>
      <p className="mb-2 text-[0.9375rem]">
        {VERDICTS[verdict]} {blocked ? BLOCKER_NAMES[blocked] : ''}{' '}
        {confidence === null ? '' : `${score(confidence)}, ${side} the threshold, ${score(threshold)}.`}{' '}
        {calibrated ? '' : 'The embedding model has no calibration, so words alone decided.'}
      </p>
      {parts.length > 0 ? <Parts label="Parts of the decision" parts={parts} bias={bias} /> : null}
      {verdict === 'answers' && sure ? (
        <>
          <p className="mt-3 mb-2 text-[0.9375rem]">
            {sure.sum > 0
              ? 'It is probably the right place.'
              : 'It may be the wrong place, so it is told as the nearest that was found.'}{' '}
            {`${score(sure.sum)}, ${sure.sum > 0 ? 'above' : 'below'} 0.`}
          </p>
          <details className="text-sm">
            <summary className="min-h-11 cursor-pointer content-center">What speaks for the place</summary>
            <Parts label="Parts of being sure" parts={sure.parts} bias={sure.bias} />
          </details>
        </>
      ) : null}
    </div>
  );
}

function Parts({ label, parts, bias }: { label: string; parts: Decision['parts']; bias?: number }) {
  const rows = [...parts, ...(bias === undefined ? [] : [{ name: 'Whatever is found', value: 1, weight: bias }])];
  return (
    <div className="mb-2 overflow-x-auto">
      <table className="w-full max-w-2xl text-left text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="text-ink-soft [&>th]:py-1 [&>th]:pr-4 [&>th]:font-semibold">
            <th scope="col">What speaks</th>
            <th scope="col" className="text-right">
              Value
            </th>
            <th scope="col" className="text-right">
              Weight
            </th>
            <th scope="col" className="text-right">
              Counts
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-hairline">
          {rows.map(({ name, value, weight }) => (
            <tr key={name} className="[&>*]:py-1 [&>*]:pr-4 [&>td]:text-right [&>td]:tabular-nums">
              <th scope="row" className="font-normal">
                {partNamed(name)}
              </th>
              <td>{score(value)}</td>
              <td>{score(weight)}</td>
              <td>{score(value * weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
