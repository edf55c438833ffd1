import { Fragment } from 'react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { OutboxMail } from '../mail/list-outbox.server.ts';

/** One kept mail, its links ready to follow. */
export function MailPage({ mail }: { mail: OutboxMail & { text: string } }) {
  const at = new Date(mail.created_at);
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/admin/outbox">Outbox</TextLink>}
        title={mail.subject}
        description={`To ${mail.to}, ${formatDate(at)}, ${formatTime(at)}`}
      />
      <Card className="max-w-2xl">
        <p className="leading-relaxed break-words whitespace-pre-wrap">
          {mail.text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
            index % 2 === 1 ? (
              <a
                key={index}
                href={part}
                rel="noreferrer"
                className="break-all text-ink underline decoration-gold underline-offset-4"
              >
                {part}
              </a>
            ) : (
              <Fragment key={index}>{part}</Fragment>
            ),
          )}
        </p>
      </Card>
    </>
  );
}
