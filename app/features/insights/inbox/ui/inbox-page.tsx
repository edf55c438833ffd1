import { Inbox } from 'lucide-react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { InboxItem } from '../list-inbox.server.ts';
import { InboxTabs } from './inbox-tabs.tsx';

const MAILS: Record<InboxItem['mail'], { tone: Tone; label: string }> = {
  sent: { tone: 'positive', label: 'Mailed to you' },
  'under-way': { tone: 'info', label: 'Mail on its way' },
  failed: { tone: 'negative', label: 'Mail failed' },
};

const COLUMNS: Column<InboxItem>[] = [
  {
    key: 'question',
    header: 'Question',
    primary: true,
    className: 'md:min-w-44 lg:w-2/5',
    // Anybody's text: it may be long, of one word, or of many lines.
    cell: (item) => (
      <span className="grid justify-items-start gap-1">
        <TextLink to={`/developer/inbox/${item.id}`} prefetch="intent" className="wrap-anywhere whitespace-pre-line">
          {item.question}
        </TextLink>
      </span>
    ),
  },
  {
    key: 'house',
    header: 'House',
    className: 'md:min-w-36',
    cell: (item) => (
      <span className="grid gap-0.5">
        <TextLink to={`/developer/units/${item.house.id}`} prefetch="intent">
          {item.house.label}
        </TextLink>
        <span className="text-sm text-ink-soft">{item.house.development}</span>
      </span>
    ),
  },
  {
    key: 'owner',
    header: 'Asked by',
    className: 'md:min-w-28',
    cell: (item) =>
      item.owner ? (
        <span className="grid gap-0.5">
          <span className="break-words">{item.owner.name}</span>
          {item.owner.moved_out ? <span className="text-sm text-ink-soft">has moved out</span> : null}
        </span>
      ) : (
        <span className="text-ink-soft">Not moved in yet</span>
      ),
  },
  {
    key: 'asked',
    header: 'Asked',
    className: 'md:min-w-36',
    cell: (item) => (
      <time
        dateTime={item.asked_at}
      >{`${formatDate(new Date(item.asked_at))}, ${formatTime(new Date(item.asked_at))}`}</time>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: (item) => (
      <span className="inline-flex flex-wrap gap-1 @max-2xl:justify-end">
        <Badge tone={item.state === 'answered' ? 'positive' : 'caution'}>
          {item.state === 'answered' ? 'Answered' : 'Waiting'}
        </Badge>
        <Badge tone={MAILS[item.mail].tone}>{MAILS[item.mail].label}</Badge>
      </span>
    ),
  },
];

/** What owners asked and the documents do not answer (G5). */
export function InboxPage({
  page,
  filtered,
}: {
  page: { items: InboxItem[]; next_cursor: string | null };
  filtered: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Inbox"
        description={
          'Questions that owners passed on to you. Open one to answer it: its owner reads your answer under the ' +
          'question, and by mail where there is an address. A mail to your contact address tells you of each.'
        }
      />
      <InboxTabs />
      <DataTable
        caption="Questions, newest first"
        columns={COLUMNS}
        rows={page.items}
        rowKey={(item) => item.id}
        empty={
          filtered ? (
            <EmptyState
              icon={Inbox}
              title="No older questions"
              action={<LinkButton to="/developer/inbox">Show the newest</LinkButton>}
            >
              This is beyond the end of the list.
            </EmptyState>
          ) : (
            <EmptyState
              icon={Inbox}
              title="No question was passed on yet"
              action={<LinkButton to="/developer/documents">Look at your documents</LinkButton>}
            >
              When an owner passes a question on to you, it appears here and a mail tells you. The more your documents
              say, the fewer come.
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of questions" count={page.items.length} />
    </>
  );
}
