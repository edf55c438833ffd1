import { Form, useActionData, useNavigation } from '@remix-run/react';
import { clsx } from 'clsx';
import { RotateCw } from 'lucide-react';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import type { Change, Comparison } from '../../answers/compare-answers.ts';
import type { Replay } from '../../answers/replay-answer.server.ts';
import { MODE_NAMES, partNamed, score } from './answer-words.ts';

/** What the action of the page answers. */
export type ReplayOutcome = { replay: Replay } | { replay: null; message: string };

/** Asks the same question of the same house again, and shows what is different today (H6). */
export function ReplayCard() {
  const told = useActionData<ReplayOutcome | object>();
  const outcome = told && 'replay' in told ? told : undefined;
  const busy = useNavigation().formAction?.endsWith('intent=replay') ?? false;
  return (
    <Card className="mb-5" aria-label="Replay">
      <CardHeader
        title="Would it be answered so today?"
        description="Asks the same of the same house with today’s documents and model. Its owner sees nothing of it."
        action={
          <Form method="post" action="?intent=replay" preventScrollReset>
            <Button type="submit" icon={RotateCw} loading={busy} loadingLabel="Asking again">
              Replay
            </Button>
          </Form>
        }
      />
      {outcome === undefined ? null : outcome.replay === null ? (
        <Alert tone="negative" title="That did not work">
          {outcome.message}
        </Alert>
      ) : (
        <Outcome replay={outcome.replay} />
      )}
    </Card>
  );
}

const CHANGES: Record<Change, { mark: string; label: string; look: string }> = {
  same: { mark: ' ', label: '', look: '' },
  gone: { mark: '−', label: 'No longer: ', look: 'bg-red-wash text-red' },
  new: { mark: '+', label: 'New: ', look: 'bg-green-wash text-green' },
};

function Outcome({ replay }: { replay: Replay }) {
  const { changed } = replay;
  return (
    <div className="grid gap-5 *:min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={changed.same ? 'positive' : 'caution'}>
          {changed.same ? 'The same answer' : 'Another answer'}
        </Badge>
        <span className="text-ink-soft">
          {MODE_NAMES[replay.mode]}, in {replay.latency_ms} ms
        </span>
      </p>
      <Lines label="The answer, line by line" lines={changed.lines} />
      <Lines
        label="Sources"
        lines={changed.sources.map(({ title, page, change }) => ({ text: `${title}, page ${page}`, change }))}
      />
      <DataTable
        caption="Passages then and today"
        columns={PASSAGES}
        rows={changed.passages}
        rowKey={({ title, page, heading }) => `${title} ${page} ${heading ?? ''}`}
        empty={<p className="text-ink-soft">No passage was found, then or today.</p>}
      />
      {changed.facts.length > 0 ? (
        <DataTable
          caption="What else is different"
          columns={FACTS}
          rows={changed.facts}
          rowKey={({ name }) => name}
          empty={null}
        />
      ) : (
        <p className="text-[0.9375rem] text-ink-soft">
          Library, models and each part of the decision are as they were then.
        </p>
      )}
    </div>
  );
}

function Lines({ label, lines }: { label: string; lines: { text: string; change: Change }[] }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-label={label} className="text-[0.9375rem]">
      {lines.map(({ text, change }, at) => {
        const { mark, label: said, look } = CHANGES[change];
        return (
          <li key={`${at} ${text}`} className={clsx('flex gap-2 px-2 py-0.5 wrap-anywhere', look)}>
            <span aria-hidden className="w-3 shrink-0 font-mono">
              {mark}
            </span>
            <span className="min-w-0">
              {said ? <span className="sr-only">{said}</span> : null}
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

type Placed = Comparison['passages'][number];

const placed = (place: Placed['was']) => (place ? `${place.rank}. (${score(place.score)})` : 'not found');

const PASSAGES: Column<Placed>[] = [
  {
    key: 'passage',
    header: 'Passage',
    primary: true,
    cell: ({ heading, title, page }) => (
      <span className="grid gap-0.5 wrap-anywhere">
        {heading ?? title}
        <span className="text-sm font-normal text-ink-soft">{`${title}, page ${page}`}</span>
      </span>
    ),
  },
  { key: 'was', header: 'Then', cell: ({ was }) => placed(was) },
  { key: 'now', header: 'Today', cell: ({ now }) => placed(now) },
];

const FACTS: Column<Comparison['facts'][number]>[] = [
  {
    key: 'name',
    header: 'What',
    primary: true,
    cell: ({ name }) => (name.startsWith('Part: ') ? partNamed(name.slice(6)) : name),
  },
  { key: 'was', header: 'Then', className: 'wrap-anywhere', cell: ({ was }) => was },
  { key: 'now', header: 'Today', className: 'wrap-anywhere', cell: ({ now }) => now },
];
