import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { dublinField, formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { NoticeItem } from '../list-notices.server.ts';
import { NoticeCard } from './notice-card.tsx';
import { NoticeForm, type NoticeRefusal } from './notice-form.tsx';
import { NoticeState } from './notice-state.tsx';

type NoticeDetailsProps = {
  notice: NoticeItem & {
    body: string;
    meant_for: string;
    house_types: string[];
    house_ids: string[];
    version: number;
    mails_asked_for: string | null;
  };
  receipts: { owners: number; reads: number; mailed: number; unmailed: number };
  houseTypes: { code: string; name: string }[];
  houses: { id: string; label: string; houseType: string }[];
  refusal: NoticeRefusal | undefined;
};

const DONE: Record<string, string> = {
  published: 'The notice is published',
  changed: 'The changes are saved',
  withdrawn: 'The notice is withdrawn: no owner sees it any more',
};

/** One notice: who has read it, and how to change it or take it back. */
export function NoticeDetails({ notice, receipts, houseTypes, houses, refusal }: NoticeDetailsProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('notice:manage') && !notice.withdrawn;
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/notices">Notices</TextLink>}
        title={<span className="wrap-anywhere">{notice.title}</span>}
        description={`${notice.audience} · ${notice.development.name}`}
      />
      {done ? <Alert tone="positive" title={done} className="mb-5" /> : null}
      <Receipts notice={notice} receipts={receipts} />
      {mayManage ? (
        <>
          <h2 className="mt-8 mb-4 font-serif text-xl font-semibold text-ink">Change it</h2>
          <NoticeForm
            key={`${notice.version}`}
            action="?intent=change"
            hidden={{ version: String(notice.version) }}
            typed={
              refusal?.typed ?? {
                title: notice.title,
                body: notice.body,
                audience: notice.meant_for,
                house_types: notice.house_types,
                house_ids: notice.house_ids,
                from: dublinField(new Date(notice.from)),
                until: notice.until ? dublinField(new Date(notice.until)) : '',
                mail: notice.mail,
              }
            }
            refusal={refusal}
            houseTypes={houseTypes}
            houses={houses}
            submitLabel="Save the changes"
          />
          <Withdraw version={notice.version} />
        </>
      ) : (
        <div className="mt-6">
          <NoticeCard title={notice.title} body={notice.body} />
        </div>
      )}
    </>
  );
}

function Receipts({ notice, receipts }: Pick<NoticeDetailsProps, 'notice' | 'receipts'>) {
  const at = (iso: string) => `${formatDate(new Date(iso))}, ${formatTime(new Date(iso))}`;
  return (
    <Card>
      <CardHeader title="Who has seen it" action={<NoticeState notice={notice} />} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem] [&>dt]:text-ink-soft">
        <dt>Read by</dt>
        <dd>
          {receipts.reads} of {receipts.owners} who have moved in
        </dd>
        <dt>Shown</dt>
        <dd>
          {at(notice.from)} – {notice.until ? at(notice.until) : 'until withdrawn'}
        </dd>
        <dt>Mails</dt>
        <dd>{mailsInWords(notice, receipts)}</dd>
      </dl>
    </Card>
  );
}

function mailsInWords(
  { mail, mails_asked_for: askedFor }: NoticeDetailsProps['notice'],
  { mailed, unmailed }: NoticeDetailsProps['receipts'],
): string {
  if (!askedFor) return mail ? 'Go out when it begins' : 'None';
  const failed = unmailed > 0 ? `, ${unmailed} could not be delivered` : '';
  return `${mailed} sent${failed}`;
}

function Withdraw({ version }: { version: number }) {
  const busy = useNavigation().formAction?.endsWith('intent=withdraw');
  return (
    <Form method="post" action="?intent=withdraw" className="mt-8 border-t border-hairline pt-5">
      <input type="hidden" name="version" value={version} />
      <p className="mb-3 text-ink-soft">
        Withdrawn, it disappears from every owner’s app at once and stays in your list. It cannot be shown again.
      </p>
      <Button type="submit" icon={Undo2} loading={busy}>
        Withdraw the notice
      </Button>
    </Form>
  );
}
