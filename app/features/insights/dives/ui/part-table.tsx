import { Card, CardHeader } from '#app/ui/card.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import type { DivePart } from '../dive.ts';

type PartTableProps = {
  title: string;
  one: string;
  noun: string;
  done?: string | undefined;
  failed?: string | undefined;
  parts: readonly DivePart[];
};

/** What figures are made of: a row for each, with a bar as long as its share of the largest. */
export function PartTable({ title, one, noun, done, failed, parts }: PartTableProps) {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...parts.map(({ count }) => count));
  const head = noun.charAt(0).toUpperCase() + noun.slice(1);
  return (
    <Card>
      <CardHeader title={title} description={all === 0 ? `No ${noun} in these days.` : counted(all, noun)} />
      {all === 0 ? null : (
        <table className="w-full table-fixed text-left text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <Heading className="w-1/2">{one}</Heading>
              <Heading end>{`${head}s`}</Heading>
              {done ? <Heading end>{done}</Heading> : null}
              {failed ? <Heading end>{failed}</Heading> : null}
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {parts.map((part) => (
              <tr key={part.name}>
                <th scope="row" className="py-1.5 pr-3 font-normal wrap-anywhere">
                  {part.label}
                  <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden className="mt-1 block h-1 w-full">
                    <rect width={(100 * part.count) / most} height={4} className="fill-gold" />
                  </svg>
                </th>
                <Count>{part.count}</Count>
                {done ? <Count>{part.done}</Count> : null}
                {failed ? <Count>{part.failed}</Count> : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Heading({ children, end, className = '' }: { children: string; end?: boolean; className?: string }) {
  return (
    <th scope="col" className={`py-1 align-bottom ${end ? 'pl-3 text-right' : 'pr-3'} ${className}`}>
      {children}
    </th>
  );
}

function Count({ children }: { children: number }) {
  return <td className="py-1.5 pl-3 text-right tabular-nums">{formatCount(children)}</td>;
}
