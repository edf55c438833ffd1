import { MailOpen } from 'lucide-react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OutboxMail } from '../mail/list-outbox.server.ts';

const COLUMNS: Column<OutboxMail>[] = [
  // Reading a mail leaves a trace, so nothing is fetched before the click.
  {
    key: 'subject',
    header: 'Subject',
    primary: true,
    cell: (mail) => (
      <TextLink to={`/admin/outbox/${mail.id}`} prefetch="none">
        {mail.subject}
      </TextLink>
    ),
  },
  { key: 'to', header: 'To', className: 'break-all', cell: (mail) => mail.to },
  {
    key: 'at',
    header: 'Written',
    className: 'whitespace-nowrap',
    cell: (mail) => (
      <time
        dateTime={mail.created_at}
      >{`${formatDate(new Date(mail.created_at))}, ${formatTime(new Date(mail.created_at))}`}</time>
    ),
  },
];

/** The mails that an installation without a mail server keeps instead of sending. */
export function OutboxPage({
  page,
  sends,
}: {
  page: { items: OutboxMail[]; next_cursor: string | null };
  sends: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Outbox"
        description="No mail server is set, so mails are kept here instead of sent. Set SMTP_URL to send them."
      />
      {sends ? (
        <Alert tone="info" className="mb-4">
          A mail server is set now: new mails are sent and do not appear here.
        </Alert>
      ) : null}
      <DataTable
        caption="Mails, newest first"
        columns={COLUMNS}
        rows={page.items}
        rowKey={(mail) => mail.id}
        empty={
          <EmptyState icon={MailOpen} title="No mail yet">
            When an owner asks for a sign-in link or passes a question on, its mail appears here.
          </EmptyState>
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of mails" count={page.items.length} />
    </>
  );
}
