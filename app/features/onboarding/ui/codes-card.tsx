import { Form, useNavigation } from '@remix-run/react';
import { Ban, Printer, RefreshCw } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { HouseAccess } from '../describe-access.server.ts';

const RESULTS: Record<HouseAccess['scans'][number]['result'], { tone: Tone; label: string }> = {
  ok: { tone: 'positive', label: 'Opened the house' },
  claimed: { tone: 'info', label: 'House already taken' },
  revoked: { tone: 'caution', label: 'Code was revoked' },
  unknown: { tone: 'neutral', label: 'Unknown code' },
  malformed: { tone: 'neutral', label: 'Unreadable code' },
};

type CodesCardProps = { access: Pick<HouseAccess, 'codes' | 'scans' | 'owner' | 'held'>; houseId: string };

/** The code on the wall: is it good, print it, replace it, end it; and who scanned it when (G6, E5). */
export function CodesCard({ access: { codes, scans, owner, held }, houseId }: CodesCardProps) {
  const mayManage = useCan('house:admit');
  const good = codes.find(({ revoked_at }) => revoked_at === null);
  return (
    <Card>
      <CardHeader
        title="QR code"
        description={
          good
            ? `Issued ${formatDate(new Date(good.made_at))}.`
            : codes.length > 0
              ? 'The last one was revoked: no code opens this house.'
              : 'None was issued yet.'
        }
        action={<Badge tone={good && !held ? 'positive' : 'caution'}>{held ? 'Held' : good ? 'Good' : 'None'}</Badge>}
      />
      {held ? (
        <p className="mb-3 text-[0.9375rem]">
          It opens nothing until all handover papers are confirmed.{' '}
          <TextLink to={`/developer/readiness/${houseId}`}>See what is missing</TextLink>
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {good && mayManage && !held ? (
          <>
            <PrintLink houseId={houseId} format="card" label="Print a door card" />
            <PrintLink houseId={houseId} format="a4" label="Print on A4" />
          </>
        ) : null}
        {mayManage && owner ? <CodeActions hasCode={good !== undefined} /> : null}
      </div>
      <h3 className="mt-5 mb-1 text-sm font-semibold text-ink-soft">Latest scans</h3>
      {scans.length === 0 ? (
        <p className="text-[0.9375rem]">Nobody has scanned it yet.</p>
      ) : (
        <ul className="divide-y divide-hairline text-[0.9375rem]">
          {scans.map((scan) => (
            <li key={scan.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
              <time dateTime={scan.at}>{`${formatDate(new Date(scan.at))}, ${formatTime(new Date(scan.at))}`}</time>
              <Badge tone={RESULTS[scan.result].tone}>{RESULTS[scan.result].label}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function PrintLink({ houseId, format, label }: { houseId: string; format: string; label: string }) {
  return (
    <a
      href={`/developer/qr/sheet?format=${format}&house_id=${houseId}`}
      className={buttonStyles({ size: 'small' })}
      target="_blank"
      rel="noreferrer"
    >
      <Printer aria-hidden className="size-4" />
      {label}
    </a>
  );
}

function CodeActions({ hasCode }: { hasCode: boolean }) {
  const navigation = useNavigation();
  const sending = (intent: string) => navigation.formAction?.endsWith(`intent=${intent}`) ?? false;
  if (!hasCode)
    return (
      <Form method="post" action="?intent=reissue" preventScrollReset>
        <Button type="submit" size="small" icon={RefreshCw} loading={sending('reissue')}>
          Issue a code
        </Button>
      </Form>
    );
  return (
    <>
      <Confirm
        intent="reissue"
        icon={RefreshCw}
        button="Re-issue"
        title="Replace the code?"
        description="The printed one stops working at once: print the new one and put it in its place."
        loading={sending('reissue')}
      />
      <Confirm
        intent="revoke"
        icon={Ban}
        button="Revoke"
        title="Revoke the code?"
        description={
          'The printed one stops working at once, and no new one is made. An owner who has moved in stays signed in.'
        }
        loading={sending('revoke')}
      />
    </>
  );
}

type ConfirmProps = {
  intent: string;
  icon: typeof Ban;
  button: string;
  title: string;
  description: string;
  loading: boolean;
};

function Confirm({ intent, icon, button, title, description, loading }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      description={description}
      trigger={
        <Button size="small" variant="quiet" icon={icon}>
          {button}
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>Leave it as it is</Button>
          </DialogClose>
          <Form method="post" action={`?intent=${intent}`} preventScrollReset className="grid">
            <Button type="submit" variant="danger" loading={loading}>
              {button}
            </Button>
          </Form>
        </>
      }
    />
  );
}
