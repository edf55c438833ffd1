import { Form, useNavigation } from '@remix-run/react';
import { Download } from 'lucide-react';
import { formatDay } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { OwnData } from '../describe-own-data.server.ts';

type LogbooksProps = Pick<OwnData, 'logbooks' | 'fingerprint'> & { houseLabel: string; now: string };

/** The home's logbook as a file: ask for it, watch it being made, fetch it, and know who signed it. */
export function Logbooks({ logbooks, fingerprint, houseLabel, now }: LogbooksProps) {
  const making = logbooks.some(({ state }) => state === 'making');
  const asking = useNavigation().formAction?.endsWith('intent=logbook') ?? false;
  useRefresh(3, making);
  return (
    <Card aria-labelledby="logbook">
      <CardHeader
        id="logbook"
        title="Your home’s logbook"
        description={`One file: the record of ${houseLabel}, its documents and your chats. It opens without a network.`}
      />
      <ul aria-live="polite" className="grid gap-px overflow-hidden rounded-control bg-hairline">
        {logbooks.map(({ id, state, at, sizeBytes, sha256, reason }) => (
          <li key={id} className="grid gap-2 border border-hairline bg-paper px-4 py-3">
            {state === 'ready' ? (
              <>
                <a href={`/logbooks/${id}`} className={buttonStyles({ className: 'justify-self-start' })}>
                  <Download aria-hidden className="size-[1.15em] shrink-0" />
                  Download, {formatBytes(sizeBytes ?? 0)}
                </a>
                <p className="text-sm text-ink-soft">
                  Made {formatDay(new Date(at), new Date(now))}, kept for seven days. SHA-256{' '}
                  <code className="font-mono text-[0.8125rem] break-all select-all">{sha256}</code>
                </p>
              </>
            ) : (
              <p>{state === 'making' ? 'It is being made. You can leave this page.' : reason}</p>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" action="/home/privacy?intent=logbook" preventScrollReset className="mt-4">
        <Button type="submit" disabled={making} loading={asking} loadingLabel="Asking for it">
          {logbooks.length > 0 ? 'Make it anew' : 'Make my logbook'}
        </Button>
      </Form>
      <p className="mt-4 text-sm text-ink-soft">
        Each file in it is listed with its hash, and the list is signed by the key{' '}
        <code className="font-mono text-[0.8125rem] text-ink select-all">{fingerprint}</code>, so that anybody can see
        that nothing was changed.
      </p>
    </Card>
  );
}
