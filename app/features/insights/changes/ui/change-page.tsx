import { useSearchParams } from '@remix-run/react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Users } from 'lucide-react';
import type { WholeChange } from '../describe-change.ts';
import type { ConcernedItem } from '../read-change.server.ts';
import { CAUSE_LABELS, countsOf, STATE_LABELS } from './change-words.ts';
import { DecideForm, type ChangeRefusal } from './decide-form.tsx';
import { PassageBoxes } from './passage-box.tsx';

type ChangePageProps = {
  change: WholeChange;
  owners: { items: ConcernedItem[]; next_cursor: string | null };
  refusal: ChangeRefusal | undefined;
};

const at = (moment: string) => `${formatDate(new Date(moment))}, ${formatTime(new Date(moment))}`;

/** One changed passage: how it was told and how it reads now, whom it concerns, and what they are told (G12). */
export function ChangePage({ change, owners, refusal }: ChangePageProps) {
  const [params] = useSearchParams();
  const mayDecide = useCan('question:answer');
  const done = params.get('done');
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/changes">Changed answers</TextLink>}
        title={CAUSE_LABELS[change.cause]}
        description={
          <>
            <TextLink to={`/developer/documents/${change.document.id}`}>{change.document.title}</TextLink>,{' '}
            {change.document.development}, found in version {change.in_version}. {countsOf(change)}.
          </>
        }
      />
      {refusal ? (
        <Alert tone="negative" title="Nobody was told" className="mb-5">
          {refusal.fields.length > 0 ? 'See the field below.' : refusal.message}
        </Alert>
      ) : done === 'told' ? (
        <Alert tone="positive" title="They are being told" className="mb-5">
          Each owner who lives in the house finds it under the answer and among the notices; a mail goes to those with
          an address.
        </Alert>
      ) : done === 'dismissed' ? (
        <Alert tone="positive" title="Dismissed" className="mb-5">
          Nobody is told. What stands there now is what these answers are held against from here on.
        </Alert>
      ) : null}
      <div className="grid gap-6">
        <PassageBoxes was={change.was} now={change.now} documentId={change.document.id} />
        {change.state === 'open' ? (
          mayDecide ? (
            <DecideForm change={change} refusal={refusal} />
          ) : (
            <p className="text-ink-soft">A manager of your team decides what owners are told.</p>
          )
        ) : (
          <Decided change={change} />
        )}
        <section aria-labelledby="concerned">
          <h2 id="concerned" className="mb-3 font-serif text-xl font-semibold">
            Whom it concerns
          </h2>
          <DataTable
            caption="Owners who were told this"
            columns={COLUMNS}
            rows={owners.items}
            rowKey={(item) => item.id}
            empty={
              <EmptyState icon={Users} title="Nobody any more">
                Whoever was told this has been erased, or is on an earlier page.
              </EmptyState>
            }
          />
          <Pagination nextCursor={owners.next_cursor} label="Pages of owners" count={owners.items.length} />
        </section>
      </div>
    </>
  );
}

function Decided({ change }: { change: WholeChange }) {
  return (
    <Card>
      <CardHeader
        title={STATE_LABELS[change.state]}
        description={change.decided_at ? `Decided on ${at(change.decided_at)}` : ''}
      />
      {change.wording ? (
        <p dir="auto" className="wrap-anywhere whitespace-pre-line">
          {change.wording}
        </p>
      ) : null}
    </Card>
  );
}

const MAILS = {
  sent: 'mailed',
  failed: 'the mail did not go through',
  'under-way': 'a mail is on its way',
  none: 'no address to mail to',
} as const;

const COLUMNS: Column<ConcernedItem>[] = [
  {
    key: 'owner',
    header: 'Owner',
    primary: true,
    cell: ({ name }) => <span className="wrap-anywhere">{name ?? 'Somebody who had only scanned the code'}</span>,
  },
  {
    key: 'house',
    header: 'House',
    cell: ({ house }) => <TextLink to={`/developer/units/${house.id}`}>{house.label}</TextLink>,
  },
  {
    key: 'answers',
    header: 'Answered',
    cell: (item) => (
      <span className="grid gap-0.5">
        <time dateTime={item.answered_at}>{at(item.answered_at)}</time>
        {item.answers > 1 ? <span className="text-sm text-ink-soft">{item.answers} times</span> : null}
      </span>
    ),
  },
  {
    key: 'question',
    header: 'Question',
    // Words are shown where their owner passed them on, and nowhere else.
    cell: ({ question }) =>
      question ? (
        <TextLink to={`/developer/inbox/${question.id}`} className="wrap-anywhere">
          {question.text}
        </TextLink>
      ) : (
        <span className="text-ink-soft">Not passed on to you</span>
      ),
  },
  {
    key: 'told',
    header: 'Told',
    cell: ({ told, reach }) =>
      told ? (
        <span className="grid gap-0.5">
          <time dateTime={told.at}>{at(told.at)}</time>
          <span className="text-sm text-ink-soft">
            {`${told.seen_at ? 'seen' : 'not seen yet'}, ${MAILS[told.mail]}`}
          </span>
        </span>
      ) : (
        <Badge tone={reach === 'will' ? 'info' : 'neutral'}>
          {reach === 'will' ? 'Not told' : 'Cannot be told: not there any more'}
        </Badge>
      ),
  },
];
